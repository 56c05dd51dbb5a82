"""The slow oracle of the bound: from a problem and a certificate to a proven upper limit of the value.

Written apart from the solver and plainly, so that a sceptic can follow each step: `looks` gives what
one look may earn, `ships` and `flights` find the dearest itinerary layer by layer in time, `private`
sharpens one take-off's bid, `quotas` fills the days, `asked` prices requirements, `oracle` adds the parts
up in integers, and `confirm` does all this for a plan file. What each part rests on is proved in its
docstring.
"""
