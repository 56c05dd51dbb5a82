"""What a scenario takes from files beside it: other scenario files (`include`) and areas drawn elsewhere
(GeoJSON). Nothing outside the folder of the scenario is read, however the path is written.
"""
