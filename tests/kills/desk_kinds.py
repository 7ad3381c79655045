"""What workers of the conversations' crash test do beside sending: collect, triage, give out, settle; each looks often."""

from manyvoices import wiring
from manyvoices.conversations.triaging import cold_many
from manyvoices.conversations.work import collecting, promises, queues, triaging
from manyvoices.core.chores import Chores

OFTEN = {"collect-soon": 1, "settle-answers": 1, "watch-over-conversations": 1}


class Plain:
    """The cold start without the model that takes seconds to load in each new worker."""

    triage_many = staticmethod(cold_many)


PLAIN = Plain()
wiring.CHORES = {name: (wiring.CHORES[name][0], seconds) for name, seconds in OFTEN.items()}
triaging.COLD = "tests.kills.desk_kinds.PLAIN"

CHORES = Chores()
COLLECTING = collecting.KIND
PROMISES = promises.KIND
QUEUES = queues.KIND
TRIAGE = triaging.KIND
