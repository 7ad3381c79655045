"""Which words of a post go where."""

from collections.abc import Iterable

from manyvoices.publishing.models import Variant


def words_for(variants: Iterable[Variant], channel: int | None, language: str) -> Variant | None:
    """The newest version for `channel` in `language`: the channel's own before the one for all, the language before any."""
    fitting = [variant for variant in variants if variant.channel_id in {channel, None}]
    return max(
        fitting,
        key=lambda variant: (variant.channel_id is not None, variant.language == language, variant.version),
        default=None,
    )


def own_words(variants: Iterable[Variant], channel: int) -> Variant | None:
    """The newest version of the words that one channel alone says; None where it says those for all."""
    own = [variant for variant in variants if variant.channel_id == channel]
    return max(own, key=lambda variant: (variant.version, variant.pk), default=None)
