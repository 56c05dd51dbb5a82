"""What is different between two plans: tasks and sorties that changed, by asset and by nation, what each
nation must be told, coverage before and after, and a patch that makes the new plan file of the old one.
"""
