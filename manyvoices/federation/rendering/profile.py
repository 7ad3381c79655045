"""What a profile says beside name and words: its lines, its topics, its authors (as Mastodon reads them)."""

from html import escape
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import override

from manyvoices.core.markup.plain import to_html
from manyvoices.federation import uris
from manyvoices.people.models import Person
from manyvoices.voices.models import ProfileField, Voice
from manyvoices.voices.profile import is_link
from manyvoices.voices.queries import named_authors
from manyvoices.voices.response_hours import in_words


def summary(voice: Voice) -> str:
    """Role, words, when it answers and who writes, as HTML. Names only those who agreed to be named."""
    with override(voice.language):
        hours = in_words(voice.response_hours, voice.time_zone)
        answers = _("Answers %(hours)s") % {"hours": hours} if hours else ""
        names = ", ".join(credit(author) for author in named_authors(voice))
        written = _("Written by %(names)s") % {"names": names} if names else ""
    said = (voice.role_line, voice.bio, answers, written)
    return to_html("\n\n".join(text for text in said if text))


def credit(author: Person) -> str:
    """How an author is named beside a shared voice: "Anna, Depot West"."""
    return f"{author.name} ({author.unit.name})"


def attachment(voice: Voice) -> list[dict[str, Any]]:
    """The lines of the profile; a link says rel="me", so that the page behind it can be asked to link back."""
    return [
        {"type": "PropertyValue", "name": line.name, "value": _value(line)} for line in voice.fields.all()
    ]


def topics(voice: Voice) -> list[dict[str, Any]]:
    """The topics as hashtags."""
    return [
        {"type": "Hashtag", "name": f"#{topic.tag}", "href": uris.absolute(f"/topics/{quote(topic.tag)}")}
        for topic in voice.topics.all()
    ]


def _value(line: ProfileField) -> str:
    if not is_link(line.value):
        return escape(line.value)
    shown = escape(line.value.removeprefix("https://").rstrip("/"))
    return f'<a href="{escape(line.value)}" rel="me nofollow noopener" target="_blank">{shown}</a>'
