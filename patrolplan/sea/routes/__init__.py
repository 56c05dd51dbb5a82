"""Ways by sea and air between sectors, bases and chop points, round what is closed.

A way is the shortest line on a visibility graph: the direct line between the nearest points where nothing
is in its way, else round the corners of what is (land for ships, closed zones for both), each a little
outside it. `build_routes` is the door; `Routes` what it answers.
"""

from patrolplan.sea.routes.build import build_routes
from patrolplan.sea.routes.closed import Kind
from patrolplan.sea.routes.types import Routes

__all__ = ["Kind", "Routes", "build_routes"]
