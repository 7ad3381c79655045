"""A topic's name and the hashtag that comes of it."""

import re
import unicodedata

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Topic

LONGEST = 80


def tag_of(name: str) -> str:
    """The hashtag without its #: letters, digits and _ in lower case, "Night trains" -> "nighttrains". May be empty."""
    kept = re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", name).lower()).strip("_")
    return kept[:LONGEST]


def check_topic_name(name: str, *, topic: Topic | None = None) -> tuple[str, str]:
    """Name and tag as they are stored. Invalid for none, too long ones, and those that another topic has."""
    plain = " ".join(name.split())
    tag = tag_of(plain)
    if not tag:
        raise Invalid(name=_("Write a few letters: what is it about?"))
    if len(plain) > LONGEST:
        raise Invalid(name=_("Keep the name under 80 characters."))
    others = Topic.objects.exclude(pk=topic.pk if topic is not None else 0)
    if others.filter(name__iexact=plain).exists() or others.filter(tag=tag).exists():
        raise Invalid(name=_("There is a topic of this name already; perhaps it is closed."))
    return plain, tag
