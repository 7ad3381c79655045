"""Which pages are asked for, and how often each asks the database."""

from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from manyvoices.people.models import Person, Topic, Unit


def pages() -> list[tuple[str, str]]:
    """Name and path of each page of the bench."""
    somebody = Person.objects.order_by("id")[5_000 % Person.objects.count()]
    unit, topic = Unit.objects.filter(name="Unit 7").first() or Unit.objects.all()[0], Topic.objects.all()[0]
    people = reverse("people")
    return [
        ("people", people),
        ("people, last page", f"{people}?page=9999"),
        ("people, found by name", f"{people}?q=person+0042"),
        ("people, of a unit", f"{people}?unit={unit.pk}"),
        ("people, unit, role and topic", f"{people}?unit={unit.pk}&role=ambassador&topic={topic.pk}"),
        ("person", reverse("person", args=[somebody.pk])),
        ("choose a coach", reverse("partner", args=[somebody.pk, "coach"]) + "?q=person"),
        ("topics of people", reverse("people-topics")),
        ("imports", reverse("people-imports")),
        ("units", reverse("units")),
        ("unit", reverse("unit", args=[unit.pk])),
        ("voices", reverse("voices")),
        ("wall of voices", reverse("home")),
        ("experts", reverse("experts")),
        ("colleagues", reverse("colleagues-who-know") + f"?topic={topic.tag}"),
        ("me", reverse("me")),
    ]


def queries(person: Person, path: str) -> int:
    """How often the page asks the database for somebody who is signed in."""
    client, asked = Client(), list[str]()
    client.force_login(person)

    def count(execute: Any, statement: str, *given: Any) -> Any:
        asked.append(statement)
        return execute(statement, *given)

    client.get(path)
    with connection.execute_wrapper(count):
        client.get(path)
    return len(asked)


def database() -> str:
    """sqlite or postgresql."""
    return connection.vendor
