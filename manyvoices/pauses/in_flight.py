"""What a pause covers and may still arrive somewhere."""

from manyvoices import wiring
from manyvoices.core.wired import wired
from manyvoices.pauses.models import Pause


def in_flight(pause: Pause) -> int:
    """How many sends that `pause` covers may still arrive: those committed before it stood.

    It can only fall: after the pause was placed behind the fence no covered send is committed any more.
    """
    return sum(wired(path)(pause) for path in wiring.IN_FLIGHT.values())
