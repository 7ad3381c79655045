"""A voice that hides leaks nowhere and keeps its followers; a muted one hears nothing and loses nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from manyvoices.core import clock
from manyvoices.federation.actions.pin_note import pin_note
from manyvoices.federation.actions.unpin_note import unpin_note
from manyvoices.federation.models import Dispatch, Note
from manyvoices.federation.queries import replies_for, shown_replies
from manyvoices.federation.tests.neighbours import follow, say, stranger, with_key
from manyvoices.federation.tests.replies import answered
from manyvoices.federation.work.profiles import announce_profiles
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.models import Purpose
from manyvoices.publishing.models import Delivery
from manyvoices.publishing.tests.role_tries import _delivery, _draft
from manyvoices.voices.actions.hand_over_voice import hand_over_voice
from manyvoices.voices.actions.hide_voice import hide_voice
from manyvoices.voices.actions.mute_voice import mute_voice
from manyvoices.voices.actions.notice_authors import notice_authors
from manyvoices.voices.actions.show_voice import show_voice
from manyvoices.voices.actions.unmute_voice import unmute_voice
from manyvoices.voices.models import ProfileField, Voice
from manyvoices.web.public.tests.rows import a_post
from tests.cast import Cast

LISTS = ("/", "/feed.atom", "/sitemap.xml", "/search?q=brakes", "/@bo/feed.atom")
AS2 = "application/activity+json"


@pytest.fixture
def note(cast: Cast) -> Note:
    with_key(cast.bo_voice)
    return a_post(cast.bo_voice, "<p>Quieter brakes tonight.</p>")


def text(path: str, **headers: str) -> str:
    return Client(headers=headers or None).get(path).content.decode()


def test_a_hidden_voice_is_found_nowhere_and_followed_still(cast: Cast, note: Note) -> None:
    assert any("Quieter brakes" in text(path) for path in LISTS)
    pin_note(actor=cast.bo, note=note)
    hide_voice(actor=cast.bo, voice=cast.bo_voice)
    for path in (*LISTS, f"/@bo/{note.pk}", "/@bo"):
        said = text(path)
        assert "Quieter brakes" not in said, path
        assert path in ("/@bo", f"/@bo/{note.pk}", "/@bo/feed.atom") or "@bo" not in said, path
    assert "is taking a break" in text("/@bo")
    assert "noindex" in text("/@bo")
    actor = f"/actors/{cast.bo_voice.pk}"
    assert '"discoverable":false' in text(actor, accept=AS2)
    for rest in ("outbox", "featured"):
        assert '"totalItems":0' in text(f"{actor}/{rest}", accept=AS2)
    assert Client().get(f"/notes/{note.pk}", headers={"accept": AS2}).status_code == 404
    assert Client().get("/.well-known/webfinger?resource=acct:bo@voices.example").status_code == 200
    show_voice(actor=cast.bo, voice=cast.bo_voice)
    assert "Quieter brakes" in text("/@bo")
    assert Client().get(f"/notes/{note.pk}", headers={"accept": AS2}).status_code == 200


def test_what_is_answered_to_a_muted_voice_waits_and_is_not_lost(cast: Cast, note: Note) -> None:
    before = answered(note, html="<p>Early bird</p>", received_at=clock.now() - timedelta(hours=1))
    mute_voice(actor=cast.bo, voice=cast.bo_voice, hours=8)
    later = answered(note, html="<p>Late bird</p>")
    assert list(shown_replies(note)) == [before]
    assert list(replies_for(cast.bo, note)) == [before]
    assert "Late bird" not in text(f"/@bo/{note.pk}")
    hand_over_voice(actor=cast.bo, voice=cast.bo_voice, to=cast.cleo)
    assert set(replies_for(cast.cleo, note)) == {before, later}
    Voice.objects.filter(pk=cast.bo_voice.pk).update(muted_until=clock.now())
    assert set(shown_replies(note)) == {before, later}
    mute_voice(actor=cast.bo, voice=cast.bo_voice, hours=8)
    unmute_voice(actor=cast.bo, voice=cast.bo_voice)
    assert "Late bird" in text(f"/@bo/{note.pk}")


# promise G13
def test_followers_hear_of_a_changed_profile_and_of_pins_once(cast: Cast) -> None:
    follow(stranger(), with_key(cast.bo_voice))
    note = say(cast.bo_voice)
    Dispatch.objects.all().delete()
    ProfileField.objects.create(
        voice=cast.bo_voice, position=1, name="Site", value="https://bo.example/?a=1&b"
    )
    Voice.objects.filter(pk=cast.bo_voice.pk).update(changed_at=clock.now() - timedelta(minutes=1))
    for _ in range(2):
        announce_profiles()
    for _ in range(2):
        pin_note(actor=cast.bo, note=note)
    unpin_note(actor=cast.bo, note=note)
    rows = list(Dispatch.objects.order_by("pk"))
    assert [row.type for row in rows] == ["Update", "Add", "Remove"]
    said = rows[0].activity or {}
    assert said["actor"] == said["object"]["id"] == f"https://voices.example/actors/{cast.bo_voice.pk}"
    assert 'rel="me' in said["object"]["attachment"][0]["value"]
    assert "a=1&amp;b" in said["object"]["attachment"][0]["value"]
    assert (rows[1].activity or {})["target"].endswith("/featured")


def test_an_author_is_named_only_while_they_agree(cast: Cast) -> None:
    shared, channel = with_key(cast.brand_voice), cast.brand_voice.channels.get()
    post = _draft(shared, cast.ada)
    sent = _delivery(post, "sent", sent_at=clock.now())
    note = a_post(shared, "<p>All lines run.</p>")
    Delivery.objects.filter(pk=sent.pk).update(key=note.delivery_key)
    actor = f"/actors/{shared.pk}"
    named = f"by {cast.ada.name}, {cast.root.name}"
    assert named not in text(f"/@northlight/{note.pk}")
    assert "Ada" not in text(actor, accept=AS2)
    yes = give_consent(actor=cast.ada, purpose=Purpose.BE_NAMED, channel_id=channel.pk)
    assert named in text(f"/@northlight/{note.pk}")
    assert "Written by Ada (Northlight)" in text(actor, accept=AS2)
    assert notice_authors() == 1
    assert notice_authors() == 0
    withdraw_consent(actor=cast.ada, consent=yes)
    assert named not in text(f"/@northlight/{note.pk}")
    assert "Ada" not in text(actor, accept=AS2)
    assert notice_authors() == 1
