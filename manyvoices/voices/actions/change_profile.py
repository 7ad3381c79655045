"""What stands on a voice's profile: header, lines, topics, languages, response hours."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.media.models import File
from manyvoices.people.models import Person, Topic
from manyvoices.people.queries import rights
from manyvoices.voices.models import ProfileField, Voice
from manyvoices.voices.permissions import may_look_after
from manyvoices.voices.profile import MOST_TOPICS, Line, Profile, check_languages, check_lines
from manyvoices.voices.response_hours import check_response_hours


@transaction.atomic
def change_profile(*, actor: Person, voice: Voice, profile: Profile, header: File | None) -> Voice:
    """The voice with this profile and header (None: without one). `changed_at` moves only when something changed.

    A line whose value changed loses its tick and is checked anew; one that stayed keeps it, also in another place.
    Refused to whoever does not look after the voice; Invalid for what cannot be used.
    """
    may_look_after(rights(actor), voice)
    lines = check_lines(profile.lines)
    topics = _topics(voice, profile.topics)
    said = {
        "languages": check_languages(profile.languages, main=voice.language),
        "response_hours": check_response_hours(profile.response_hours, profile.time_zone),
        "time_zone": profile.time_zone if profile.response_hours else "",
        "header_id": header.pk if header is not None else None,
    }
    changed = [field for field, value in said.items() if getattr(voice, field) != value]
    for field in changed:
        setattr(voice, field, said[field])
    changed += ["lines"] if _write_lines(voice, lines) else []
    changed += ["topics"] if _write_topics(voice, topics) else []
    if not changed:
        return voice
    voice.changed_at = clock.now()
    voice.save(update_fields=[*(field for field in changed if field in said), "changed_at"])
    audit.record(actor=actor, verb="change_profile", target=voice, changed=changed)
    return voice


def _topics(voice: Voice, keys: Sequence[int]) -> list[Topic]:
    """The chosen topics; a closed one may stay where it stands already."""
    wanted = set(keys)
    if len(wanted) > MOST_TOPICS:
        raise Invalid(topics=_("Choose at most eight topics: what you speak of most."))
    kept = {topic.pk for topic in voice.topics.all()}
    found = [
        topic for topic in Topic.objects.filter(pk__in=wanted) if topic.closed_at is None or topic.pk in kept
    ]
    if len(found) != len(wanted):
        raise Invalid(topics=_("Choose topics from the list."))
    return found


def _write_topics(voice: Voice, topics: Sequence[Topic]) -> bool:
    if {topic.pk for topic in voice.topics.all()} == {topic.pk for topic in topics}:
        return False
    voice.topics.set(topics)
    return True


def _write_lines(voice: Voice, lines: Sequence[Line]) -> bool:
    rows = list(voice.fields.order_by("position"))
    if [(row.name, row.value) for row in rows] == [(line.name, line.value) for line in lines]:
        return False
    checked = {row.value: row for row in rows}
    voice.fields.all().delete()
    ProfileField.objects.bulk_create(
        _row(voice, place, line, checked.get(line.value)) for place, line in enumerate(lines, start=1)
    )
    return True


def _row(voice: Voice, place: int, line: Line, before: ProfileField | None) -> ProfileField:
    row = ProfileField(voice=voice, position=place, name=line.name, value=line.value)
    if before is not None:
        row.checked_at, row.verified_at = before.checked_at, before.verified_at
        row.due_at, row.last_error = before.due_at, before.last_error
    elif line.is_link:
        row.due_at = clock.now()
    return row
