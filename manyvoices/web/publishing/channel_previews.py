"""How a post will look on each ticked channel: its parts, counted as its network counts, by the code that releases it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from manyvoices.core.markup.text import tidy
from manyvoices.networks import registry
from manyvoices.publishing.actions.save_variants import OwnWords
from manyvoices.publishing.models import Attachment, Variant
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.threads import measured
from manyvoices.voices.models import Channel
from manyvoices.web.publishing.previewing import Preview, preview
from manyvoices.web.publishing.variants_panel import words_now

TAB = "preview-tab"
NEAR = 0.9


@dataclass(frozen=True)
class PartPreview:
    """One part: how it looks, the words that leave, and its count."""

    shown: Preview
    text: str
    used: int
    limit: int
    over: int

    @property
    def near(self) -> bool:
        """Whether nearly all the room is taken."""
        return not self.over and self.used >= self.limit * NEAR


@dataclass(frozen=True)
class ChannelPreview:
    """All parts on one channel. `most` is how many a thread may have there; `chosen` is the tab in front."""

    channel: Channel
    adapted: bool
    parts: list[PartPreview]
    most: int
    chosen: bool

    @property
    def over(self) -> bool:
        """Whether something does not fit there."""
        return any(part.over for part in self.parts) or len(self.parts) > self.most


@dataclass(frozen=True)
class Page:
    """What stands in the composer. `main` are the words for all (its `channel` counts for nothing); `variants` is what is
    saved, for a page that no form was sent from."""

    main: OwnWords
    typed: Mapping[str, str]
    attachments: Sequence[Attachment] = ()
    variants: Sequence[Variant] = ()


def channel_previews(channels: Iterable[Channel], page: Page) -> list[ChannelPreview]:
    """A preview for each channel, in order."""
    found = list(channels)
    front = next((one for one in found if str(one.pk) == page.typed.get(TAB)), found[0] if found else None)
    return [_preview(one, page, chosen=one == front) for one in found]


def _preview(channel: Channel, page: Page, *, chosen: bool) -> ChannelPreview:
    own = words_now(page.typed, page.variants, channel.pk, page.main.language)
    words, limits = own or page.main, registry.limits(channel.network)
    warning = tidy(words.content_warning, 200)
    parts = [
        PartPreview(
            _as_read(page, words, part.text, first=number == 0), part.text, part.used, part.limit, part.over
        )
        for number, part in enumerate(measured(tidy(words.text, MAX_TEXT), warning, limits))
    ]
    return ChannelPreview(channel, own is not None, parts, limits.parts, chosen)


def _as_read(page: Page, words: OwnWords, text: str, *, first: bool) -> Preview:
    """The pictures go with the first part."""
    return preview(
        text=text,
        content_warning=tidy(words.content_warning, 200),
        language=words.language,
        attachments=page.attachments if first else [],
        typed=page.typed,
    )


def main_words(values: Mapping[str, Any]) -> OwnWords:
    """The words for all channels, from a form's values."""
    named = ("text", "content_warning", "language")
    text, warning, language = (str(values.get(name) or "") for name in named)
    return OwnWords(0, text[:MAX_TEXT], warning[:200], language[:10])
