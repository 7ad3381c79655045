"""Hide, show, report: works, refuses, and twice changes nothing."""

import pytest
from pytest_django import Settings

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.federation.actions.block_actor import block_actor
from manyvoices.federation.actions.hide_reply import hide_reply
from manyvoices.federation.actions.report_reply import report_reply
from manyvoices.federation.actions.show_reply import show_reply
from manyvoices.federation.models import Dispatch, Note, Report, Showing
from manyvoices.federation.queries import shown_replies
from manyvoices.federation.tests.neighbours import local_config, say
from manyvoices.federation.tests.replies import answered
from tests.cast import Cast


def audited(verb: str) -> int:
    return AuditRow.objects.filter(verb=verb).count()


@pytest.fixture
def note(cast: Cast) -> Note:
    return say(cast.bo_voice)


def test_a_hidden_reply_is_off_the_page_and_may_come_back(cast: Cast, note: Note) -> None:
    reply = answered(note)
    for _ in range(2):
        hide_reply(actor=cast.bo, reply=reply, because="rude")
    assert (reply.showing, reply.showing_by, reply.showing_because) == (Showing.HIDDEN, cast.bo, "rude")
    assert not shown_replies(note)
    for _ in range(2):
        show_reply(actor=cast.ada, reply=reply)
    assert list(shown_replies(note)) == [reply]
    assert (audited("hide_reply"), audited("show_reply")) == (1, 1)


def test_who_neither_speaks_nor_edits_may_not(cast: Cast, note: Note) -> None:
    reply = answered(note)
    for other in (cast.cleo, cast.dan, cast.eve):
        with pytest.raises(Refused):
            hide_reply(actor=other, reply=reply)
        with pytest.raises(Refused):
            show_reply(actor=other, reply=reply)
        with pytest.raises(Refused):
            report_reply(actor=other, reply=reply, because="spam")
    assert Note.objects.get(pk=reply.pk).showing == Showing.SHOWN
    assert not AuditRow.objects.filter(verb__in=["hide_reply", "show_reply", "report_reply"]).exists()


def test_speakers_of_a_shared_voice_look_after_its_replies(cast: Cast) -> None:
    hide_reply(actor=cast.ada, reply=answered(say(cast.brand_voice)))
    with pytest.raises(Refused):
        hide_reply(actor=cast.bo, reply=answered(say(cast.brand_voice, "2")))


def test_what_was_said_in_private_is_nobody_elses(cast: Cast, note: Note) -> None:
    private = answered(note, public=False)
    with pytest.raises(NotThere):
        hide_reply(actor=cast.ada, reply=private)
    with pytest.raises(Refused):
        show_reply(actor=cast.bo, reply=private)
    hide_reply(actor=cast.bo, reply=private)


def test_our_own_notes_are_no_replies_to_hide(cast: Cast, note: Note) -> None:
    with pytest.raises(NotThere):
        hide_reply(actor=cast.ada, reply=note)


def test_a_reply_its_author_deleted_or_of_somebody_blocked_is_not_shown(cast: Cast, note: Note) -> None:
    with pytest.raises(Conflict):
        show_reply(actor=cast.bo, reply=answered(note, deleted_at=clock.now(), showing=Showing.HIDDEN))
    reply = answered(note)
    assert reply.actor is not None
    block_actor(actor=cast.bo, whom=reply.actor, voice=cast.bo_voice, because="threats")
    with pytest.raises(Refused):
        show_reply(actor=cast.bo, reply=reply)


def test_a_report_leaves_once_a_person_as_the_voice(cast: Cast, note: Note) -> None:
    reply = answered(note)
    first = report_reply(actor=cast.bo, reply=reply, because="hate")
    assert report_reply(actor=cast.bo, reply=reply, because="again") == first
    sent = Dispatch.objects.get(type="Flag")
    assert sent.activity is not None
    assert (sent.voice, sent.domain) == (cast.bo_voice, "far.example")
    assert reply.uri in sent.activity["object"]
    assert sent.activity["content"] == "hate"
    assert cast.bo.name not in str({**sent.activity, "actor": ""})
    report_reply(actor=cast.ada, reply=reply, because="hate")
    assert (Report.objects.count(), audited("report_reply")) == (2, 2)


def test_a_report_needs_a_reason(cast: Cast, note: Note) -> None:
    with pytest.raises(Invalid):
        report_reply(actor=cast.bo, reply=answered(note), because=" ")
    assert not Report.objects.exists()


def test_without_a_public_address_a_report_stays_here(cast: Cast, note: Note, settings: Settings) -> None:
    reply = answered(note)
    settings.CONFIG = local_config()
    report_reply(actor=cast.bo, reply=reply, because="hate")
    assert not Dispatch.objects.filter(type="Flag").exists()
