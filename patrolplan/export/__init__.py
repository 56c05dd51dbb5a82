"""Products: the plan as files for ECDIS, TAK, Google Earth, QGIS, calendars and paper.

`view` decides once what a product shows: for whom, of which assets, and what of the others. A format is a
function of such a view and cannot show more. Every product carries the marking, the plan's name and issue,
and a seal with its hash, by which `check-export` knows a stale file. This room reads record, measures and geo
only; it reads no clock, so that the same plan gives the same bytes.
"""
