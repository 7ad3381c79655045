"""The kinds of a post, and which of them a pause stops (DESIGN 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostKind(models.TextChoices):
    """What a post is for: what a pause acts on and what the content mix counts."""

    STORY = "story", _("Story")
    PROMOTION = "promotion", _("Promotion")
    HELP = "help", _("Help")
    REPLY = "reply", _("Reply")
    SERVICE = "service", _("Service")
    CRISIS = "crisis", _("Crisis")


class Covers(models.TextChoices):
    """How much a pause stops."""

    PROMOTIONAL = "promotional", _("Promotions and stories")
    ALL_BUT_CRISIS = "all_but_crisis", _("Everything except crisis posts")


# A sunset picture after an accident is as bad as an offer, so the ordinary pause stops stories too.
STOPPED = {
    Covers.PROMOTIONAL: frozenset({PostKind.PROMOTION, PostKind.STORY}),
    Covers.ALL_BUT_CRISIS: frozenset(PostKind) - {PostKind.CRISIS},
}


def stops(covers: str, kind: str) -> bool:
    """Whether a pause that covers `covers` stops a post of `kind`. An unknown kind is stopped: doubt means paused."""
    return kind not in frozenset(PostKind) or kind in STOPPED[Covers(covers)]
