"""What a product shows: one frozen `View` of a plan, made for all, for a nation or for an asset.

What may be disclosed is decided here and nowhere else.
"""
