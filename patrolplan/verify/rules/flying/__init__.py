"""Rules about sorties: endurance, bases, quotas of take-offs, airframes and crews."""
