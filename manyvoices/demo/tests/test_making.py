"""The railway is made the same each time, by rows that the tables and the models' own rules take."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import models, transaction

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.demo.hours import DAYS
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.make import lead, make_demo
from manyvoices.demo_mark import DemoMark
from manyvoices.federation.models import Follower, Note, NoteTag
from manyvoices.people.models import Nomination, Organisation, RoleName
from manyvoices.publishing.models import Delivery, Post, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_folder")]

MARK = DemoMark(port=8000, peer_port=8001)
SMALL = 3
NOW = datetime(2026, 3, 18, 15, 0, tzinfo=ZoneInfo("UTC"))
APPS = {"people", "voices", "media", "federation", "publishing", "notifications", "conversations"}
# Random in every installation: names of files, hashes of tokens. All ids and what holds them are left out as well.
RANDOM = {"name": {"file"}, "token_hash": {"invitation", "signinlink", "satisfaction"}}
WITH_IDS = {
    "uri",
    "url",
    "html",
    "attachments",
    "in_reply_to_uri",
    "activity_id",
    "key",
    "delivery_key",
    "remote_id",
    "root",
    "in_reply_to",
    "said",
    "identities",
    "gone_to",
}


class _Undone(Exception):
    """Takes a making back."""


def made() -> tuple[Ground, dict[str, list[Any]]]:
    """A small demo and its rows, made and taken back."""
    try:
        with transaction.atomic():
            ground = make_demo(MARK, "KEY", posts_each=SMALL, now=NOW)
            rows = {model._meta.label: list(readable(model)) for model in ours()}
            raise _Undone
    except _Undone:
        return ground, rows


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in APPS]


def readable(model: type[models.Model]) -> Iterator[list[Any]]:
    """Each row without keys, in the order in which they were made."""
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.is_relation or field.attname in WITH_IDS)
        and model._meta.model_name not in RANDOM.get(field.attname, set())
        and field.attname not in {"channel", "address"}
    ]
    return (list(row) for row in model._default_manager.order_by("pk").values_list(*fields))


def test_two_makings_are_alike_row_by_row() -> None:
    (_, one), (_, other) = made(), made()
    assert one == other
    assert len(one["federation.Note"]) > 150


def test_the_whole_of_it() -> None:
    ground = make_demo(MARK, "KEY", posts_each=SMALL)
    assert Organisation.objects.get().world == World.DEMO
    assert set(lead().roles.values_list("name", flat=True)) >= {
        RoleName.ADMINISTRATOR,
        RoleName.PROGRAMME_LEAD,
    }
    assert not lead().has_usable_password()
    keeps_the_rules()
    notes = Note.objects.filter(voice__isnull=False)
    assert notes.count() == len(ground.notes) == Delivery.objects.filter(state=State.SENT).count()
    times = list(notes.filter(in_reply_to=None).values_list("published_at", flat=True))
    assert min(times) >= ground.ago(DAYS)
    assert max(times) < ground.anchor <= clock.now()
    assert notes.exclude(attachments=[]).count() == 7
    assert all(picture["name"] for note in notes for picture in note.attachments)
    assert NoteTag.objects.exists()
    assert Nomination.objects.count() == 4
    assert Post.objects.filter(scheduled_at__gt=ground.anchor, published_at=None).count() == 4
    unheard = set(ground.voices) - set(Follower.objects.values_list("voice__handle", flat=True))
    assert unheard == set()


def keeps_the_rules() -> None:
    """Each row passes its model's own validation: lengths, choices, patterns, constraints."""
    for model in ours():
        for row in model._default_manager.all()[:40]:
            # What may be null may be empty: a form asks for more than a table does.
            empty = {field.name for field in row._meta.concrete_fields if not getattr(row, field.attname)}
            row.clean_fields(exclude=empty | {"password"})
