"""Limits on attempts, by address and by account; an address counts as far as trusted proxies tell it."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse


def over_limit(request: HttpRequest, action: str, rate: str, *, key: str = "") -> HttpResponse | None:
    """None within the limit, which this request then counts towards; else the page that asks for patience.

    `rate` is like "20/m/ip,5/5m/key": twenty a minute from one address and five in five minutes for one `key`.
    """
    answer: HttpResponse | None = ratelimit.consume_or_429(
        request, app="manyvoices", action=action, config={action: rate}, key=key or None, limit_get=True
    )
    return answer


class Tries:
    """A count of wrong answers: each try is counted first and forgiven when it turns out right."""

    def __init__(self, request: HttpRequest, action: str, rate: str, *, key: str) -> None:
        self._used = ratelimit.consume(
            request, app="manyvoices", action=action, config={action: rate}, key=key
        )

    @property
    def are_spent(self) -> bool:
        """Whether this one is too many."""
        return self._used is None

    def forgive(self) -> None:
        """It was right: only wrong ones count."""
        if self._used is not None:
            self._used.rollback()
