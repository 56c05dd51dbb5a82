"""How well the water is seen: coverage of every slot, what it is worth and to whom it is due, the water
that nobody watches and where one more look would pay most.
"""
