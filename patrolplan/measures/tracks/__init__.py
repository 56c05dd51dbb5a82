"""Search tracks as crews fly them: the pattern of the IAMSAR manual that a recorded track is, with its data.

Everything is read off the track in the record: commence search point, first leg, creep, spacing and the sweep
width that it is made for. So a product says what is flown, whoever laid it out.
"""
