"""Notes of ours are found by the hashtags and words they have now, from the moment they are written."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.models import World
from manyvoices.core.search import POSTS, parse
from manyvoices.federation.actions.remove_note import remove_note
from manyvoices.federation.actions.revise_note import revise_note
from manyvoices.federation.content import content
from manyvoices.federation.models import Note, NoteTag, Showing
from manyvoices.federation.queries import Stretch, found, notes_by, notes_in, standing_notes, stretch, tagged
from manyvoices.federation.queries.streams import FIRST_ROUND
from manyvoices.federation.tests.neighbours import say
from manyvoices.federation.work.indexing import index_notes
from manyvoices.voices.models import Voice
from manyvoices.web.public.tests.rows import a_post
from tests.cast import Cast


def keys(found_notes: Stretch) -> list[int]:
    return [note.pk for note in found_notes.notes]


def search(words: str) -> list[int]:
    return keys(found(parse(words), size=10))


def tags_of(note: Note) -> set[str]:
    return set(NoteTag.objects.filter(note=note).values_list("tag", flat=True))


def test_a_note_is_found_from_the_moment_it_is_said(cast: Cast) -> None:
    for _ in range(2):
        note = say(cast.bo_voice, text="Züge fahren wieder #Bahn #BAHN #Öfen", pictures=[picture()])
    assert tags_of(note) == {"bahn", "öfen"}
    assert search("zuge") == search("bahn") == search("moose") == [note.pk]
    assert keys(tagged("bahn", size=10)) == [note.pk]
    assert "/topics/%C3%B6fen" in note.html


def test_an_edited_note_is_found_by_its_new_words_alone(cast: Cast) -> None:
    note = say(cast.bo_voice, text="Snow #snow")
    again = content(text="Rain #rain", content_warning="Weather", language="en", pictures=())
    for _ in range(2):
        revise_note(uri=note.uri, content=again)
    assert tags_of(note) == {"rain"}
    assert (search("snow"), search("rain"), search("weather")) == ([], [note.pk], [note.pk])


def test_a_note_taken_back_is_found_no_more(cast: Cast) -> None:
    note = say(cast.bo_voice, text="Snow #snow")
    assert remove_note(uri=note.uri)
    assert tags_of(note) == set()
    assert search("snow") == POSTS.find(parse("snow"), limit=9) == []


def test_what_came_in_another_way_is_indexed_by_the_chore(cast: Cast) -> None:
    note = a_post(cast.bo_voice, '<p>Snow <span class="hashtag">#Snow</span></p>')
    gone = a_post(cast.bo_voice, "", deleted_at=clock.now())
    for _ in range(2):
        index_notes()
        assert search("snow") == keys(tagged("snow", size=9)) == [note.pk]
    assert NoteTag.objects.count() == 1
    lacking = Note.objects.filter(POSTS.lacks('"federation_note"."id"'))
    assert [row.pk for row in lacking] == [gone.pk]


@pytest.mark.parametrize(
    "change",
    [{"public": False}, {"world": World.DRILL}, {"showing": Showing.HIDDEN}, {"deleted_at": clock.now()}],
)
def test_what_is_not_public_is_not_found(cast: Cast, change: dict[str, object]) -> None:
    note = say(cast.bo_voice, text="Snow #snow")
    Note.objects.filter(pk=note.pk).update(**change)
    assert not streams(cast.bo_voice)


@pytest.mark.parametrize(
    "change", [{"closed_at": clock.now()}, {"hidden_since": clock.now()}, {"world": World.DRILL}]
)
def test_what_a_voice_said_that_is_not_public_is_not_found(cast: Cast, change: dict[str, object]) -> None:
    say(cast.bo_voice, text="Snow #snow")
    assert streams(cast.bo_voice)
    Voice.objects.filter(pk=cast.bo_voice.pk).update(**change)
    assert not streams(cast.bo_voice)


def streams(voice: Voice) -> list[Note]:
    """What all streams show together."""
    shown = [
        found(parse("snow"), size=9),
        tagged("snow", size=9),
        notes_by({voice.pk}, size=9),
        stretch(notes_in("en"), size=9),
        stretch(standing_notes(), size=9),
    ]
    return [note for one in shown for note in one.notes]


def test_stretches_join_without_gap_or_repetition(cast: Cast) -> None:
    at = clock.now()
    notes = [
        say(voice, key=f"{number}", text="Snow #snow")
        for number, voice in enumerate([cast.bo_voice, cast.ada_voice] * 4)
    ]
    # The same moment twice: the key decides.
    Note.objects.filter(pk__in=[note.pk for note in notes[:4]]).update(published_at=at - timedelta(days=1))
    newest_first = [note.pk for note in reversed(notes)]
    ways: list[Callable[[int | None], Stretch]] = [
        lambda before: stretch(standing_notes(), size=3, before=before),
        lambda before: stretch(notes_in("en"), size=3, before=before),
        lambda before: notes_by({cast.bo_voice.pk, cast.ada_voice.pk}, size=3, before=before),
        lambda before: tagged("snow", size=3, before=before),
        lambda before: found(parse("snow"), size=3, before=before),
    ]
    for way in ways:
        seen: list[int] = []
        before = None
        while (shown := way(before)).notes:
            seen += keys(shown)
            before = shown.older
            if before is None:
                break
        assert seen == newest_first


def test_a_stretch_begins_where_a_note_was_taken_back_and_at_the_top_for_strangers(cast: Cast) -> None:
    first, second = say(cast.bo_voice, key="1", text="One"), say(cast.bo_voice, key="2", text="Two")
    remove_note(uri=second.uri)
    assert keys(stretch(standing_notes(), size=3, before=second.pk)) == [first.pk]
    assert keys(stretch(standing_notes(), size=3, before=1)) == [first.pk]


def test_many_hidden_hits_do_not_hide_what_stands_behind_them(cast: Cast) -> None:
    note = say(cast.ada_voice, text="Snow #snow")
    for number in range(FIRST_ROUND + 1):
        POSTS.put(say(cast.bo_voice, key=f"b{number}", text="Snow #snow").pk, "snow")
    Voice.objects.filter(pk=cast.bo_voice.pk).update(hidden_since=clock.now())
    assert search("snow") == keys(tagged("snow", size=3)) == [note.pk]


def picture() -> dict[str, str]:
    return {"url": "/media/a.webp", "name": "A moose on the line"}
