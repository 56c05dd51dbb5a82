"""A scenario to start from, made of what a planner has at hand: areas drawn in a GIS (GeoJSON) and a list of
assets from a spreadsheet (CSV). What comes out is YAML with remarks, to be edited on.
"""
