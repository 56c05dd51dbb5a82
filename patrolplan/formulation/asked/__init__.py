"""What the planner asks for, as rows of the problem: pins and forbidden tasks as rules, presence, longest
gaps and least coverage as requirements with prices, relief and replenishment as time. `closing` says who
is kept from which slots, `rows` makes the requirements, `conflicts` finds pins that nobody can keep, and
`shortfalls` says in words what a plan leaves short, and why.
"""
