"""What the page of a voice shows beside its posts: header, lines with their ticks, topics, languages, hours, authors."""

from dataclasses import dataclass
from datetime import datetime

from manyvoices.core.markup.addresses import web_address
from manyvoices.federation.models import RemoteActor
from manyvoices.people.models import Topic
from manyvoices.people.spoken import own_name
from manyvoices.voices.models import Voice
from manyvoices.voices.profile import is_link
from manyvoices.voices.queries import named_authors
from manyvoices.voices.response_hours import in_words


@dataclass(frozen=True)
class ShownLine:
    """A line of the profile. `url` is empty for plain words; `verified_at` is set while the page links back."""

    name: str
    text: str
    url: str
    verified_at: datetime | None


@dataclass(frozen=True)
class ShownProfile:
    """`header_url` is root-relative or empty; `hours` are words; `authors` those who agreed, as "Anna, Depot West".

    `moved` is the address and the page of the account elsewhere that the voice goes on as.
    """

    header_url: str
    lines: list[ShownLine]
    topics: list[Topic]
    languages: list[tuple[str, str]]
    hours: str
    authors: list[str]
    rests: bool
    moved: tuple[str, str] | None


def shown_profile(voice: Voice) -> ShownProfile:
    """`voice` must come with its profile (`voices.queries.with_profile`)."""
    codes = [voice.language, *voice.languages] if voice.languages else []
    return ShownProfile(
        header_url=voice.header.url if voice.header else "",
        lines=[_line(row.name, row.value, row.verified_at) for row in voice.fields.all()],
        topics=list(voice.topics.all()),
        languages=[(code, own_name(code)) for code in codes],
        hours=in_words(voice.response_hours, voice.time_zone),
        authors=[f"{person.name}, {person.unit.name}" for person in named_authors(voice)],
        rests=voice.resting_since is not None,
        moved=_moved(voice.moved_to) if voice.moved_to else None,
    )


def _moved(uri: str) -> tuple[str, str]:
    """How the account is called there and where people read it; its id where nobody heard of it since."""
    found = RemoteActor.objects.filter(uri=uri).first()
    page = (web_address(found.url) if found else None) or web_address(uri) or ""
    return (f"@{found.address.removeprefix('@')}" if found else uri.partition("://")[2], page)


def _line(name: str, value: str, verified_at: datetime | None) -> ShownLine:
    if not is_link(value):
        return ShownLine(name, value, "", None)
    return ShownLine(name, value.removeprefix("https://").rstrip("/"), value, verified_at)
