"""Where a redirect may lead."""

from yarl import URL

from manyvoices.core.http.errors import BadRedirect, Refused
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.targets import ODD_CHARACTER, Target, check_target

STATUSES = frozenset({301, 302, 303, 307, 308})  # RFC 9110, 15.4


def next_target(start: Target, here: Target, location: str, guard: Guard) -> Target:
    """The target that `location`, sent by `here`, names. `start` is where the caller wanted to go.

    BadRedirect: whatever `check_target` refuses, another scheme than https or the one we started with, a
    port that is neither 443 nor the one we are on, and our own doors (`guard.allowed`) unless the journey
    began there.
    """
    try:
        if ODD_CHARACTER.search(location):
            raise Refused("The redirect has spaces or control characters in it.")
        place = URL(location)
        if place.scheme and not place.raw_host:
            raise Refused("The redirect names a scheme and no host.")
        target = check_target(str(here.url.join(place)), guard)
    except Refused as error:
        raise BadRedirect(f"We were sent on to where we do not go. {error.reason}") from error
    except ValueError as error:
        raise BadRedirect("We were sent on to something that is not a web address.") from error
    scheme, host, port = target.origin
    if scheme not in {"https", start.url.scheme}:
        raise BadRedirect("We were sent on from https to http.")
    if port not in {443, here.url.port}:
        raise BadRedirect(f"We were sent on to another port ({port}).")
    if guard.names(host, port) and target.origin != start.origin:
        raise BadRedirect("We were sent on to a door of our own.")
    return target
