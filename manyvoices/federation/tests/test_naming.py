from manyvoices.core import clock
from manyvoices.federation.models import Note
from manyvoices.federation.naming import note_named
from manyvoices.federation.tests.neighbours import say, stranger
from tests.cast import Cast


def test_ours_is_found_by_its_number_theirs_by_its_whole_id(cast: Cast) -> None:
    ours = say(cast.bo_voice)
    theirs = Note.objects.create(
        uri="https://far.example/notes/5", actor=stranger(), published_at=clock.now()
    )
    assert Note.objects.get(note_named(ours.uri)) == ours
    assert Note.objects.get(note_named(f"http://localhost:8000/notes/{ours.pk}")) == ours
    assert Note.objects.get(note_named("https://far.example/notes/5")) == theirs
    for other in (
        f"https://far.example/notes/{theirs.pk}",
        f"{ours.uri}/create",
        "https://far.example/notes/6",
    ):
        assert not Note.objects.filter(note_named(other)).exists()
