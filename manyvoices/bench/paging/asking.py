"""The inbox is opened again and again: `python -m manyvoices.bench.paging.asking MESSAGES ROUNDS`.

In a data folder and on a database given by the environment; prints one JSON line a measurement.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from manyvoices.people.models import Person

VIEWS = ("unanswered", "mine", "late", "waiting", "all")
HOW = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Asked:
    """How many questions a page asked, and how long the slowest one took."""

    queries: int = 0
    slowest: float = 0.0

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Time one and go on."""
        began = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            self.queries += 1
            self.slowest = max(self.slowest, time.perf_counter() - began)


def main() -> None:
    """Fill, then measure each person and view."""
    messages, rounds = int(sys.argv[1]), int(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyvoices.settings")
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from manyvoices.bench.paging.ground import fill  # noqa: PLC0415 -- needs django.setup()

    lead, responder = fill(messages)
    for who, person in (("lead", lead), ("responder", responder)):
        for view in VIEWS:
            print(json.dumps(_measured(who, person, view, messages, rounds)), flush=True)


def _measured(who: str, person: "Person", view: str, messages: int, rounds: int) -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    ask = _asking(person, view)
    ask()
    asked = Asked()
    with connection.execute_wrapper(asked):
        ask()
    waits, used = [], time.process_time()
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        waits.append((time.perf_counter() - began) * 1000)
    used = time.process_time() - used
    cuts = statistics.quantiles(waits, n=100, method="inclusive")
    return {
        "bench": "inbox-page",
        "database": connection.vendor,
        "messages": messages,
        "who": who,
        "view": view,
        "queries": asked.queries,
        "rate": round(rounds / sum(waits) * 1000, 1),
        "cpu_ms": round(1000 * used / rounds, 2),
        "p50_ms": round(cuts[49], 1),
        "p95_ms": round(cuts[94], 1),
        "slowest_query_ms": round(asked.slowest * 1000, 1),
    }


def _asking(person: "Person", view: str) -> Callable[[], None]:
    """Asks for the page as a browser does, through every middleware; its queries alone where there is no page."""
    from django.test import Client  # noqa: PLC0415 -- needs django.setup()
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415

    from manyvoices.conversations.queries.inbox import Wanted, counts, page_of  # noqa: PLC0415

    def queries() -> None:
        page_of(person, Wanted(view=view))
        counts(person)

    try:
        path = reverse("inbox")
    except NoReverseMatch:
        return queries
    client = Client(raise_request_exception=True, headers={"host": "localhost"})
    client.force_login(person, backend=HOW)

    def page() -> None:
        answer = client.get(path, {"view": view})
        if answer.status_code != 200:
            raise RuntimeError(f"the inbox answered {answer.status_code}")

    return page


if __name__ == "__main__":
    main()
