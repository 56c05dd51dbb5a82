"""The parts of a picture of a plan: `look` what they share, `chart` the map, `gantt` the timeline."""
