"""Search tracks: what one task flies or sails in its sector, from the way in to the way out.

A parallel sweep (or creeping line) inside the sector's inset, as long as search speed × search time exactly,
joined to the edge by passages. All is worked in a local plane, turned so that legs run along the first axis.
"""

from patrolplan.sea.tracks.track import search_track
from patrolplan.sea.tracks.types import Fix, Track

__all__ = ["Fix", "Track", "search_track"]
