"""The earth as planners need it: geodesics, positions, GARS labels, a local plane, coasts, the sun.

A leaf: it knows no scenario, no asset and no plan. Positions are (longitude, latitude) in degrees
WGS 84, distances nautical miles, areas square nautical miles, times aware datetimes. The coast is
Natural Earth 1:10m with a few islets added (see `data/README.md`): it is no chart and not for navigation.
"""
