"""The composer's own words for single channels: which are adapted, and what they say."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from manyvoices.networks import registry
from manyvoices.people.models import Person
from manyvoices.people.spoken import languages_to_choose
from manyvoices.publishing.actions.save_variants import OwnWords, save_variants
from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.variants import own_words
from manyvoices.voices.models import Channel, Voice
from manyvoices.web.long_select import LongSelect

if TYPE_CHECKING:  # the list of panels names this one
    from manyvoices.web.publishing.panels import Opened

SENT = "variants-sent"


def show_variants(opened: "Opened") -> Mapping[str, Any] | None:
    """A place for each channel of the voices that have several; None where there are none."""
    several = [voice for voice in opened.form.voices.values() if len(voice.channels.all()) > 1]
    if not several:
        return None
    ticked = {str(pk) for pk in opened.form["channels"].value() or []}
    languages = languages_to_choose()
    places = [
        _place(opened, (voice, one), ticked, languages) for voice in several for one in voice.channels.all()
    ]
    return {
        "places": places,
        "adapted": [place for place in places if place["adapted"] and not place["hidden"]],
        "any": any(not place["hidden"] for place in places),
    }


def keep_variants(request: HttpRequest, person: Person, post: Post) -> None:
    """Keeps the words of the adapted channels of the post's voice; a form without this part changes nothing."""
    if SENT not in request.POST:
        return
    adapted = [
        words
        for channel in post.voice.channels.all()
        if (words := typed_words(request.POST, channel.pk, post.language)) is not None
    ]
    if adapted or post.variants.exclude(channel=None).exists():
        save_variants(actor=person, post=post, revision=post.revision, adapted=adapted)


def typed_words(typed: Mapping[str, str], channel: int, language: str) -> OwnWords | None:
    """What a form sent for one channel; None where the channel says the words for all."""
    if f"variants-adapt-{channel}" not in typed:
        return None
    return OwnWords(
        channel=channel,
        text=typed.get(f"variants-text-{channel}", ""),
        content_warning=typed.get(f"variants-warning-{channel}", ""),
        language=typed.get(f"variants-language-{channel}", "") or language,
    )


def words_now(
    typed: Mapping[str, str], variants: Sequence[Variant], channel: int, language: str
) -> OwnWords | None:
    """The own words of a channel as they stand on the page: typed where a form was sent, else as saved."""
    if SENT in typed:
        return typed_words(typed, channel, language)
    saved = own_words(variants, channel)
    return OwnWords(channel, saved.text, saved.content_warning, saved.language) if saved else None


def _place(
    opened: "Opened", at: tuple[Voice, Channel], ticked: set[str], languages: list[tuple[str, str]]
) -> dict[str, Any]:
    (voice, channel), post, form = at, opened.post, opened.form
    language = str(form["language"].value() or "")
    variants = list(post.variants.all()) if post else []  # prefetched by `post_of`
    words = words_now(opened.request.POST.dict(), variants, channel.pk, language)
    limits = registry.limits(channel.network)
    return {
        "channel": channel,
        "voice": voice,
        "hidden": opened.voice != voice or str(channel.pk) not in ticked,
        "adapted": words is not None,
        "text": words.text if words else "",
        "content_warning": words.content_warning if words else "",
        "language": words.language if words else language,
        "limits": limits,
        "select": LongSelect(choices=languages).render(
            f"variants-language-{channel.pk}",
            words.language if words else language,
            {"id": f"variants-language-{channel.pk}"},
        ),
    }
