"""The water of a scenario: zones as shapes, sectors, light and weather by slot, rates, sea and air
routes, search tracks. Geometry lives here and in geo/; nothing here knows who is chosen for what.
"""
