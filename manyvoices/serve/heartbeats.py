"""Whether the worker process still works: a process that hangs is alive to the system and dead to us."""

import time
from datetime import timedelta

from django.db import DatabaseError

from manyvoices.core import clock
from manyvoices.core.connections import leave_old_connections
from manyvoices.core.models import Worker
from manyvoices.serve.children import Child

STALE_AFTER = timedelta(seconds=30)


class Watch:
    """Looks at the heartbeat of one child."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.stale_before = False

    def hangs(self) -> bool:
        """True when the heartbeat was stale at two looks in a row.

        One look is not enough: when a machine wakes up, its worker's heartbeat is old although it works.
        """
        stale = self._is_stale()
        twice = stale and self.stale_before
        self.stale_before = stale
        return twice

    def _is_stale(self) -> bool:
        if not self.child.pid or time.monotonic() - self.child.started_at < STALE_AFTER.total_seconds():
            return False
        try:
            leave_old_connections()
            fresh = Worker.objects.filter(pid=self.child.pid, beat_at__gte=clock.now() - STALE_AFTER)
            return not fresh.exists()
        except DatabaseError:
            return False  # nothing is known; a worker without a database says so itself
