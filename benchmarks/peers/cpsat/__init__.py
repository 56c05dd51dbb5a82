"""A monolithic CP-SAT model: every look a Boolean, one optimisation.

*Looks.* For each ship's spell and each flight, every look in one of the richest sectors on a coarse time
grid is a Boolean: ships in two lengths, aircraft in one; and so is every look of greedy's plan, wherever
and whenever it is. Whether two looks of one holder may follow each other is said by rows: one for each
time, of all that are under way; and for each sector and end of a look, of those that start sooner than
the way from there takes (starts within one look's length exclude each other, so one row does for all
of them). A flight chooses one take-off near greedy's, and a look needs one from which it can be made.
Each slot is met by one look. Crews are greedy's: what cannot be crewed is found when the plan is laid out.

*Value.* Coverages C = -ln(1 - POD) add, so the joint value of any looks on a slot is the concave function
1 - exp(-C) of a sum of Booleans, bounded from above by a few tangents. That is the true objective but for
the tangents and for steps that are pooled and share one C. Crediting each beginning to one look takes
several times the variables and knows less.

*Limits* that let it find anything on a week of 130 sectors in half a minute: few sectors, coarse grids,
little presolve (probing alone would take the half minute). What it leaves idle the finishing pass fills.
Greedy's plan is hinted, and since a hint can be lost at a limit the better of hint and answer is kept here.
"""
