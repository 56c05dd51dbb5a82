"""Rules about what the planner asks for: pins kept, forbidden tasks left out, relief and replenishment in
time, and shortfalls that are those of the tasks, each with its price.
"""
