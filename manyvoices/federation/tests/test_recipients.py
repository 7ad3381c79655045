from manyvoices.core import clock
from manyvoices.federation import recipients
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.models import Block, Dispatch, Note, Reaction
from manyvoices.federation.tests.neighbours import follow, say, stranger
from tests.cast import Cast


def inboxes(note: Note, word: str = "Create") -> list[str]:
    return sorted(Dispatch.objects.filter(note=note, type=word).values_list("inbox", flat=True))


# promise G9
def test_one_letter_for_each_shared_inbox(cast: Cast) -> None:
    for name in ("lena", "milo"):
        follow(stranger(name), cast.bo_voice)
    follow(stranger("nina", "https://small.example", shared=False), cast.bo_voice)
    assert inboxes(say(cast.bo_voice)) == [
        "https://far.example/inbox",
        "https://small.example/users/nina/inbox",
    ]


# promise G9
def test_who_does_not_follow_gets_nothing_that_is_for_followers_alone(cast: Cast) -> None:
    lena, milo = stranger(), stranger("milo", "https://other.example")
    follow(lena, cast.bo_voice)
    note = say(cast.bo_voice, text="Hello @milo@other.example")
    assert recipients.of_new(note) == {
        "https://far.example/inbox": "far.example",
        "https://other.example/inbox": "other.example",
    }
    Reaction.objects.create(kind="like", actor=milo, note=note, activity_id="x", at=clock.now())
    Dispatch.objects.filter(domain="other.example").delete()
    note.public = False
    assert recipients.of_new(note) == {"https://far.example/inbox": "far.example"}
    assert recipients.of_known(note) == {"https://far.example/inbox": "far.example"}


def test_who_left_or_is_gone_or_blocked_gets_nothing(cast: Cast) -> None:
    left = follow(stranger("left", "https://left.example"), cast.bo_voice)
    left.ended_at = clock.now()
    left.save()
    gone = stranger("gone", "https://gone.example")
    gone.gone_at = clock.now()
    gone.save()
    person = stranger("eve", "https://rude.example")
    for actor in (
        gone,
        person,
        stranger("bad", "https://bad.example"),
        stranger("fine", "https://fine.example"),
    ):
        follow(actor, cast.bo_voice)
    block = {"because": "rude", "placed_by": cast.ada, "placed_at": clock.now()}
    Block.objects.create(voice=cast.bo_voice, actor=person, **block)
    Block.objects.create(domain="bad.example", **block)
    assert inboxes(say(cast.bo_voice)) == ["https://fine.example/inbox"]


def test_a_block_of_another_voice_or_one_that_ended_does_not_count(cast: Cast) -> None:
    follow(stranger(), cast.bo_voice)
    block = {"because": "rude", "placed_by": cast.ada, "placed_at": clock.now()}
    Block.objects.create(voice=cast.ada_voice, domain="far.example", **block)
    Block.objects.create(domain="far.example", ended_at=clock.now(), **block)
    assert inboxes(say(cast.bo_voice)) == ["https://far.example/inbox"]


def test_a_reply_goes_to_whom_it_answers(cast: Cast) -> None:
    lena = stranger()
    theirs = Note.objects.create(
        uri="https://far.example/notes/1", actor=lena, html="<p>?</p>", published_at=clock.now()
    )
    note = say(cast.bo_voice, parent_uri=theirs.uri)
    assert note.in_reply_to == theirs
    assert inboxes(note) == ["https://far.example/inbox"]


def test_a_delete_also_reaches_the_servers_that_reacted(cast: Cast) -> None:
    note = say(cast.bo_voice)
    liker = stranger("milo", "https://likes.example")
    Reaction.objects.create(kind="like", actor=liker, note=note, activity_id="x", at=clock.now())
    Note.objects.create(
        uri="https://far.example/notes/1", actor=stranger(), in_reply_to=note, published_at=clock.now()
    )
    assert remove_note(uri=note.uri)
    assert inboxes(note, "Delete") == ["https://far.example/inbox", "https://likes.example/inbox"]
