"""Ways to tamper with a plan, each with the rule that it must break, or none.

Library code: a mutation takes a sound record and a source of chance and returns another record, or None
where the plan does not lend itself to it. What it breaks follows from how it is built; it may well
break other rules besides. `ALL` has every mutation.
"""

from tests.verify.mutations.accounts import ACCOUNTS
from tests.verify.mutations.asked import ASKED
from tests.verify.mutations.crews import CREWS
from tests.verify.mutations.flights import FLIGHTS
from tests.verify.mutations.harmless import HARMLESS
from tests.verify.mutations.kinds import Mutation
from tests.verify.mutations.papers import PAPERS
from tests.verify.mutations.programme import PROGRAMME
from tests.verify.mutations.tasks import TASKS
from tests.verify.mutations.tracks import TRACKS
from tests.verify.mutations.water import WATER
from tests.verify.mutations.ways import WAYS

ALL: tuple[Mutation, ...] = (
    *PAPERS,
    *WATER,
    *TASKS,
    *TRACKS,
    *WAYS,
    *FLIGHTS,
    *CREWS,
    *PROGRAMME,
    *ACCOUNTS,
    *ASKED,
    *HARMLESS,
)

__all__ = ["ALL", "Mutation"]
