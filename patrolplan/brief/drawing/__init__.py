"""What stands on the page without scripts: the map, timelines, the heat map and maps by period, as SVG.

Map units are tenths of a pixel of a map that is 1000 wide; times run across in percent, so that timelines
fit any width without a script.
"""
