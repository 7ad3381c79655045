"""What each activity does here: from the front door, signed, to our tables; refused, and twice."""

from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.federation.models import (
    Block,
    Dispatch,
    Follower,
    FrozenHost,
    Note,
    Reaction,
    Received,
    RemoteActor,
    Showing,
)
from manyvoices.federation.tests.far_web import FarWeb
from manyvoices.federation.tests.neighbours import say, with_key
from manyvoices.federation.tests.strangers import Stranger
from manyvoices.federation.uris import PUBLIC
from manyvoices.people.models import Consent
from manyvoices.voices.addresses import actor_uri
from manyvoices.voices.models import Voice
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]

LENA = Stranger()
MILO = Stranger("milo", "other.example", "milo")


@pytest.fixture
def bo(cast: Cast) -> Voice:
    return with_key(cast.bo_voice)


@pytest.fixture
def note(bo: Voice) -> Note:
    return say(bo)


@pytest.fixture(autouse=True)
def _met(db: None) -> None:
    LENA.met()
    MILO.met()


def hear(*said: dict[str, Any], by: Stranger = LENA) -> None:
    """Each is posted, taken and applied."""
    for one in said:
        assert by.send(one).status_code == 202
    FarWeb().work()
    assert not Received.objects.exclude(due_at=None).exists()


def refused() -> list[str]:
    return list(Received.objects.exclude(dead_at=None).values_list("last_error", flat=True))


def answers() -> list[str]:
    return list(Dispatch.objects.order_by("id").values_list("type", flat=True))


def test_a_follow_makes_a_follower_and_is_accepted(bo: Voice) -> None:
    said = LENA.follow(bo)
    hear(said)
    follower = Follower.objects.get(ended_at=None)
    assert (follower.voice, follower.actor.uri, follower.activity_id) == (bo, LENA.uri, said["id"])
    sent = Dispatch.objects.get()
    assert sent.activity is not None
    accepted = sent.activity["object"]["id"]
    assert (sent.type, sent.inbox, accepted) == ("Accept", f"{LENA.uri}/inbox", said["id"])
    assert FrozenHost.objects.exists()


def test_a_second_follow_is_answered_again_and_counts_once(bo: Voice) -> None:
    first, second = LENA.follow(bo), LENA.follow(bo)
    hear(first, first, second)
    assert Follower.objects.get().activity_id == second["id"]
    assert answers() == ["Accept", "Accept"]


@pytest.mark.parametrize("state", ["resting_since", "closed_at"])
def test_a_voice_that_rests_or_is_closed_is_not_followed(bo: Voice, state: str) -> None:
    Voice.objects.filter(pk=bo.pk).update(**{state: clock.now()})
    hear(LENA.follow(bo))
    assert not Follower.objects.exists()
    assert answers() == ["Reject"]


# promise G12
@pytest.mark.parametrize("by", ["actor", "domain"])
def test_whom_a_voice_blocked_does_not_follow(bo: Voice, cast: Cast, by: str) -> None:
    what = {"actor": RemoteActor.objects.get(uri=LENA.uri)} if by == "actor" else {"domain": "other.example"}
    Block.objects.create(voice=bo, because="spam", placed_by=cast.bo, placed_at=clock.now(), **what)
    hear(LENA.follow(bo))
    assert not Follower.objects.exists()
    hear(LENA.follow(with_key(cast.ada_voice)))
    assert Follower.objects.count() == 1  # a block of one voice is no block of another


def test_who_follows_nobody_of_ours_gets_no_answer(bo: Voice) -> None:
    hear(LENA.says("Follow", "https://voices.example/actors/1"), LENA.says("Follow", "https://far.example/x"))
    assert (Follower.objects.count(), answers()) == (0, [])


def test_an_undone_follow_ends_and_may_begin_again_under_the_same_id(bo: Voice) -> None:
    said = LENA.follow(bo)
    hear(said, LENA.says("Undo", said))
    assert Follower.objects.get().ended_at is not None
    hear(said)
    assert Follower.objects.filter(ended_at=None).count() == 1


def test_an_undo_with_another_id_ends_the_follow_it_describes(bo: Voice) -> None:
    hear(LENA.follow(bo), LENA.says("Undo", LENA.follow(bo)))
    assert not Follower.objects.filter(ended_at=None).exists()


# promise G13
def test_nobody_undoes_for_somebody_else(bo: Voice, note: Note) -> None:
    follow, like = LENA.follow(bo), LENA.says("Like", note.uri)
    hear(follow, like)
    hear(MILO.says("Undo", follow["id"]), MILO.says("Undo", like["id"]), by=MILO)
    assert Follower.objects.filter(ended_at=None).exists()
    assert Reaction.objects.filter(undone_at=None).exists()
    assert MILO.send(MILO.says("Undo", follow)).status_code == 401


@pytest.mark.parametrize("kind", ["Like", "Announce"])
def test_a_reaction_counts_once_and_is_undone(note: Note, kind: str) -> None:
    said = LENA.says(kind, note.uri)
    hear(said, said, LENA.says(kind, note.uri))
    reaction = Reaction.objects.get(undone_at=None)
    assert (reaction.kind, reaction.note) == (kind.lower(), note)
    hear(LENA.says("Undo", said))
    assert not Reaction.objects.filter(undone_at=None).exists()


# promise G13
@pytest.mark.parametrize("kind", ["Like", "Announce", "Follow"])
def test_what_was_undone_before_it_came_does_nothing(bo: Voice, note: Note, kind: str) -> None:
    said = LENA.says(kind, actor_uri(bo) if kind == "Follow" else note.uri)
    hear(LENA.says("Undo", said))
    hear(said)
    assert not Reaction.objects.exists()
    assert not Follower.objects.exists()


def test_reactions_to_what_is_not_ours_are_nothing(note: Note) -> None:
    Note.objects.filter(pk=note.pk).update(deleted_at=clock.now())
    hear(LENA.says("Like", note.uri), LENA.says("Announce", "https://far.example/notes/1"))
    assert not Reaction.objects.exists()


def test_a_reply_stands_under_the_note(note: Note) -> None:
    said = LENA.reply(
        note.uri, "<p>Thank <b onclick='x()'>you</b><script>bad()</script></p>", summary="<i>soft</i>"
    )
    hear(said, said)
    reply = Note.objects.get(actor__isnull=False)
    assert (reply.uri, reply.in_reply_to, reply.actor.uri) == (said["object"]["id"], note, LENA.uri)  # type: ignore[union-attr]
    assert (reply.html, reply.content_warning) == ("<p>Thank <b>you</b></p>", "soft")
    assert (reply.public, reply.showing) == (True, Showing.SHOWN)
    hear(LENA.says("Create", said["object"], to=[PUBLIC]))
    assert Note.objects.filter(actor__isnull=False).count() == 1


def test_what_a_reply_said_is_kept_in_one_place_only(note: Note) -> None:
    hear(LENA.reply(note.uri, "<p>secret</p>"))
    assert Received.objects.get().activity == {}


def test_a_reply_to_followers_or_to_us_alone_is_not_public(note: Note, bo: Voice) -> None:
    said = LENA.says("Create", LENA.note(inReplyTo=note.uri, to=[actor_uri(bo)]), to=[actor_uri(bo)])
    hear(said)
    reply = Note.objects.get(actor__isnull=False)
    assert (reply.public, list(reply.mentions.all())) == (False, [bo])


def test_a_mention_is_kept_and_what_concerns_others_is_not(bo: Voice) -> None:
    tag = [{"type": "Mention", "href": actor_uri(bo)}, "junk", {"type": "Hashtag", "href": actor_uri(bo)}]
    mention = LENA.says("Create", LENA.note(tag=tag), to=[PUBLIC])
    hear(mention, LENA.reply("https://far.example/notes/1"), LENA.says("Create", LENA.note(type="Video")))
    kept = Note.objects.get(actor__isnull=False)
    assert (kept.uri, kept.in_reply_to, list(kept.mentions.all())) == (mention["object"]["id"], None, [bo])


def test_without_consent_nothing_is_collected_for_a_person(note: Note, cast: Cast) -> None:
    Consent.objects.filter(person=cast.bo, purpose="collect").update(withdrawn_at=clock.now())
    hear(LENA.reply(note.uri), LENA.says("Like", note.uri))
    assert not Note.objects.filter(actor__isnull=False).exists()
    assert not Reaction.objects.exists()


def test_a_shared_voice_needs_no_persons_consent(cast: Cast) -> None:
    hear(LENA.reply(say(cast.brand_voice).uri))
    assert Note.objects.filter(actor__isnull=False).exists()


def test_new_contacts_wait_for_review_until_one_reply_was_shown(note: Note, cast: Cast) -> None:
    cast.organisation.review_new_contacts = True
    cast.organisation.save()
    hear(LENA.reply(note.uri), LENA.reply(note.uri))
    replies = Note.objects.filter(actor__isnull=False)
    assert {reply.showing for reply in replies} == {Showing.AWAITING}
    replies.update(showing=Showing.SHOWN)
    hear(LENA.reply(note.uri))
    assert {reply.showing for reply in replies.all()} == {Showing.SHOWN}
    hear(MILO.reply(note.uri), by=MILO)
    assert replies.filter(showing=Showing.AWAITING).count() == 1


# promise G7
def test_a_note_to_more_than_a_hundred_is_refused(note: Note) -> None:
    many = [f"https://far.example/users/{number}" for number in range(101)]
    hear(LENA.says("Create", LENA.note(inReplyTo=note.uri, cc=many), to=[PUBLIC]))
    assert not Note.objects.filter(actor__isnull=False).exists()
    assert len(refused()) == 1


# promise G13
def test_only_the_author_changes_a_note(note: Note) -> None:
    said = LENA.reply(note.uri)
    hear(said)
    changed = said["object"] | {"content": "<p>Better</p>"}
    theirs = changed | {"attributedTo": MILO.uri, "content": "<p>Mine</p>"}
    hear(MILO.says("Update", theirs), by=MILO)
    hear(LENA.says("Update", changed))
    reply = Note.objects.get(actor__isnull=False)
    assert reply.html == "<p>Better</p>"
    edited = reply.edited_at
    assert edited is not None
    assert refused() == ["The note is somebody else's."]
    hear(LENA.says("Update", changed))
    reply.refresh_from_db()
    assert reply.edited_at == edited


def test_a_hidden_reply_stays_hidden_when_it_is_edited(note: Note) -> None:
    said = LENA.reply(note.uri)
    hear(said)
    Note.objects.filter(actor__isnull=False).update(showing=Showing.HIDDEN)
    hear(LENA.says("Update", said["object"] | {"content": "<p>Again</p>"}))
    assert Note.objects.get(actor__isnull=False).showing == Showing.HIDDEN


# promise G13
def test_a_deleted_note_leaves_a_tombstone_and_does_not_come_back(note: Note) -> None:
    said = LENA.reply(note.uri)
    hear(said)
    hear(MILO.says("Delete", said["object"]["id"]), by=MILO)
    reply = Note.objects.get(actor__isnull=False)
    assert reply.deleted_at is None
    gone = {"id": said["object"]["id"], "type": "Tombstone"}
    hear(LENA.says("Delete", gone), LENA.says("Delete", gone["id"]))
    reply.refresh_from_db()
    assert (reply.html, reply.deleted_at is None) == ("", False)
    hear(LENA.says("Create", said["object"], to=[PUBLIC]), LENA.says("Update", said["object"]))
    reply.refresh_from_db()
    assert (reply.html, reply.deleted_at is None) == ("", False)


# promise G13
def test_a_note_deleted_before_it_came_is_not_kept(note: Note) -> None:
    said = LENA.reply(note.uri)
    hear(LENA.says("Delete", said["object"]["id"]))
    hear(said)
    assert not Note.objects.filter(actor__isnull=False).exists()


# promise G13
def test_one_actors_delete_does_not_keep_out_anothers_note(note: Note) -> None:
    said = LENA.reply(note.uri)
    hear(MILO.says("Delete", said["object"]["id"]), by=MILO)
    hear(said)
    assert Note.objects.filter(actor__isnull=False).exists()


def test_an_actor_that_is_gone_takes_its_words_along(bo: Voice, note: Note) -> None:
    hear(LENA.follow(bo), LENA.reply(note.uri), LENA.says("Like", note.uri))
    hear(LENA.says("Delete", LENA.uri))
    assert not Follower.objects.filter(ended_at=None).exists()
    assert not Reaction.objects.filter(undone_at=None).exists()
    assert Note.objects.get(actor__isnull=False).html == ""
    assert RemoteActor.objects.get(uri=LENA.uri).gone_at is not None
    hear(LENA.follow(bo))
    assert not Follower.objects.filter(ended_at=None).exists()


def test_a_profile_is_changed_by_its_owner_and_its_key_is_not(bo: Voice) -> None:
    other = LENA.with_keys("new").document(name="Lena <b>L.</b>\u202e", inbox="https://evil.example/inbox")
    hear(LENA.says("Update", other))
    assert refused() == ["The actor has no inbox on its own host."]
    hear(LENA.says("Update", LENA.with_keys("new").document(name="Lena Linde\u202e")))
    row = RemoteActor.objects.get(uri=LENA.uri)
    assert (row.name, row.public_key) == ("Lena Linde", LENA.document()["publicKey"]["publicKeyPem"])


def test_who_blocks_a_voice_follows_it_no_more(bo: Voice) -> None:
    hear(LENA.follow(bo), LENA.says("Block", actor_uri(bo)))
    assert not Follower.objects.filter(ended_at=None).exists()


def test_a_report_of_another_server_is_on_record(note: Note, bo: Voice) -> None:
    hear(LENA.says("Flag", [actor_uri(bo), note.uri, "https://far.example/x", 7], content="<b>rude</b>"))
    rows = AuditRow.objects.filter(verb="reported_by_server").order_by("id")
    assert [(row.target_id, row.because, row.details["by"]) for row in rows] == [
        (bo.pk, "rude", LENA.uri),
        (note.pk, "rude", LENA.uri),
    ]


@pytest.mark.parametrize("kind", ["Accept", "Reject", "Move", "Listen", "Add"])
def test_what_says_nothing_to_us_does_nothing(bo: Voice, kind: str) -> None:
    hear(LENA.says(kind, LENA.uri, target="https://far.example/users/lena"))
    assert (answers(), refused()) == ([], [])


# promise G12
def test_a_block_placed_after_it_came_still_holds(bo: Voice, note: Note, cast: Cast) -> None:
    assert LENA.send(LENA.reply(note.uri)).status_code == 202
    Block.objects.create(domain="other.example", because="spam", placed_by=cast.ada, placed_at=clock.now())
    FarWeb().work()
    assert not Note.objects.filter(actor__isnull=False).exists()


@pytest.mark.parametrize(
    "kind", ["Follow", "Like", "Announce", "Create", "Update", "Delete", "Undo", "Block", "Flag"]
)
@pytest.mark.parametrize(
    "thing", [None, 7, [], ["x", "y"], {}, "", "https://[", {"type": []}, [[{"id": "x"}]]]
)
def test_nonsense_breaks_nothing(kind: str, thing: object) -> None:
    if LENA.send(LENA.says(kind, thing)).status_code == 202:
        FarWeb().work()
    assert not Received.objects.exclude(due_at=None).exists()
    assert not any("Error" in sentence for sentence in refused())
