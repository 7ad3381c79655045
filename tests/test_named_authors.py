"""docs/roles.md is true for named authors: each right on a shared voice alone, at each action its table names."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from manyvoices.core import clock
from manyvoices.core.refusals import Refused
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.hide_reply import hide_reply
from manyvoices.federation.actions.pin_note import pin_note
from manyvoices.federation.actions.report_reply import report_reply
from manyvoices.federation.tests.neighbours import say, stranger
from manyvoices.federation.tests.replies import answered
from manyvoices.people.models import Grant, Person, Right
from manyvoices.publishing.actions.answer_somebody import Answered, answer_somebody
from manyvoices.publishing.actions.release_post import release_post
from manyvoices.publishing.actions.start_draft import start_draft
from manyvoices.publishing.tests.role_tries import _draft
from manyvoices.voices.actions.change_profile import change_profile
from manyvoices.voices.actions.change_voice import change_voice
from manyvoices.voices.actions.connect_channel import connect_channel
from manyvoices.voices.actions.hand_over_voice import hand_over_voice
from manyvoices.voices.actions.hide_voice import hide_voice
from manyvoices.voices.actions.make_voice import VoiceWords
from manyvoices.voices.actions.mute_voice import mute_voice
from manyvoices.voices.actions.open_speaking import open_speaking
from manyvoices.voices.actions.rest_voice import rest_voice
from manyvoices.voices.models import HandOver, Speaker, Voice, VoiceKind
from manyvoices.voices.profile import Profile
from tests.cast import Cast, person, voice
from tests.roles import table

HEAD, *ROWS = table("Named authors of shared voices")
RIGHTS = ("may_publish", "may_answer", "may_manage")
WORDS = VoiceWords(handle="ops", name="Ops, renamed")

ACTS: dict[str, Callable[[Person, Voice, Cast], object]] = {
    "publishing.start_draft": lambda me, it, cast: start_draft(actor=me, voice=it),
    "publishing.release_post": lambda me, it, cast: release_post(actor=me, post=_draft(it, me), revision=1),
    "publishing.answer_somebody": lambda me, it, cast: answer_somebody(
        actor=me, channel=it.channels.get(), text="At eight.", language="en", answered=Answered("asked-1")
    ),
    "federation.hide_reply": lambda me, it, cast: hide_reply(actor=me, reply=answered(say(it))),
    "federation.report_reply": lambda me, it, cast: report_reply(
        actor=me, reply=answered(say(it)), because="threats"
    ),
    "federation.block_actor": lambda me, it, cast: block_actor(
        actor=me, whom=stranger("troll"), voice=it, because="threats"
    ),
    "federation.pin_note": lambda me, it, cast: pin_note(actor=me, note=say(it)),
    "voices.change_voice": lambda me, it, cast: change_voice(actor=me, voice=it, words=WORDS, picture=None),
    "voices.change_profile": lambda me, it, cast: change_profile(
        actor=me, voice=it, profile=Profile(), header=None
    ),
    "voices.rest_voice": lambda me, it, cast: rest_voice(actor=me, voice=it),
    "voices.hide_voice": lambda me, it, cast: hide_voice(actor=me, voice=it),
    "voices.mute_voice": lambda me, it, cast: mute_voice(actor=me, voice=it, hours=8),
    "voices.hand_over_voice": lambda me, it, cast: hand_over_voice(actor=me, voice=it, to=cast.dan),
    "voices.connect_channel": lambda me, it, cast: connect_channel(actor=me, voice=it, network="sandbox"),
    "voices.open_speaking": lambda me, it, cast: open_speaking(
        actor=me, voice=it, person=cast.dan, because="on call"
    ),
}


# promise I2
@pytest.mark.parametrize(("action", "cells"), [(row[0], row[1:]) for row in ROWS])
def test_each_right_allows_what_the_table_says(cast: Cast, action: str, cells: list[str]) -> None:
    gil = person("Gil", cast.operations)
    Grant.objects.create(
        person=gil,
        right=Right.PUBLISH,
        unit=cast.operations,
        reason="course",
        given_by=cast.ada,
        given_at=clock.now(),
    )
    happened = {}
    for column in HEAD[1:]:
        with transaction.atomic():
            happened[column] = _passes(action, column, gil, cast)
            transaction.set_rollback(True)
    assert happened == dict(zip(HEAD[1:], [cell == "yes" for cell in cells], strict=True))


def _passes(action: str, column: str, gil: Person, cast: Cast) -> bool:
    shared = voice("ops", "Ops", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)
    since = clock.now() - timedelta(minutes=1)
    if column == "handed_over":
        HandOver.objects.create(voice=shared, to=gil, handed_by=cast.ada, since=since)
    else:
        held = {right: right == column for right in RIGHTS}
        Speaker.objects.create(voice=shared, person=gil, because="roster", since=since, **held)
    try:
        ACTS[action](gil, shared, cast)
    except Refused:
        return False
    return True
