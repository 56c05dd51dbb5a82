"""Who does what when: timelines, slots held, hand-overs, the periods of a horizon and date-time groups."""
