"""What might make a post better, for its author alone: no score, no record, never in the way. Pure."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.core.markup.entities import hashtags, pieces
from manyvoices.media.models import Release

MOST = 2
_MANY_TAGS = 5
_LONG = 1200
_SHOUTING = 20
_FILE_NAME = re.compile(
    r"(?:(?:img|dsc|dscn|pxl|photo|bild|screenshot|image)[ _\-]?[\d_\- ]{2,}\S*|\S+\.(?:jpe?g|png|gif|webp|heic))",
    re.I,
)


@dataclass(frozen=True)
class Shown:
    """A picture of the post: its description, who is to be seen, and whether they agreed."""

    alt: str = ""
    people: str = ""
    release: str = Release.UNKNOWN


@dataclass(frozen=True)
class Draft:
    """What the hints look at. `employer` is empty for a voice of the organisation: nobody wonders who pays it."""

    text: str
    pictures: tuple[Shown, ...] = ()
    employer: str = ""
    disclosed: bool = False


@dataclass(frozen=True)
class Hint:
    """`words` says what was noticed, `why` what it changes for readers."""

    key: str
    words: Promise
    why: Promise
    fits: Callable[[Draft], bool]


def hints(draft: Draft, quiet: Collection[str] = ()) -> list[Hint]:
    """The two most useful hints at most, without those that the author wants to hear no more."""
    return [one for one in HINTS if one.key not in quiet and one.fits(draft)][:MOST]


def _people_not_asked(draft: Draft) -> bool:
    return any(one.people and one.release in {Release.MISSING, Release.UNKNOWN} for one in draft.pictures)


def _file_name(draft: Draft) -> bool:
    return any(_FILE_NAME.fullmatch(one.alt.strip()) for one in draft.pictures)


def _employer_undisclosed(draft: Draft) -> bool:
    name = draft.employer.casefold()
    return bool(name) and not draft.disclosed and name in draft.text.casefold()


def _shouts(draft: Draft) -> bool:
    words = "".join(one.text for one in pieces(draft.text) if one.kind == "words")
    letters = [letter for letter in words if letter.isupper() or letter.islower()]
    return len(letters) >= _SHOUTING and all(letter.isupper() for letter in letters)


def _bare_link(draft: Draft) -> bool:
    found = list(pieces(draft.text))
    words = "".join(one.text for one in found if one.kind == "words").strip()
    return any(one.kind == "link" for one in found) and not words


def _wall(draft: Draft) -> bool:
    return any(len(part) > _LONG for part in re.split(r"\n\s*\n", draft.text))


HINTS = (
    Hint(
        "people-not-asked",
        _("Somebody can be recognised in a picture. Did they agree?"),
        _("People own their picture. A short question now is easier than taking a post back later."),
        _people_not_asked,
    ),
    Hint(
        "alt-is-a-file-name",
        _("A description reads like the name of a file."),
        _("It is read aloud to people who cannot see the picture. Say what it shows, in one sentence."),
        _file_name,
    ),
    Hint(
        "employer-undisclosed",
        _("You name your employer. Say that you work there."),
        _("Readers trust it more, and in many countries it has to be said. One tap below adds the line."),
        _employer_undisclosed,
    ),
    Hint(
        "shouting",
        _("All letters are capitals."),
        _("It reads like shouting, and some screen readers spell it letter by letter."),
        _shouts,
    ),
    Hint(
        "many-hashtags",
        _("More than five hashtags."),
        _("Readers skip posts that look like labels. Two or three are found just as well."),
        lambda draft: len(hashtags(draft.text)) > _MANY_TAGS,
    ),
    Hint(
        "bare-link",
        _("A link without words."),
        _("Few people open a link nobody introduces. Say in one sentence what they find there."),
        _bare_link,
    ),
    Hint(
        "wall-of-text",
        _("A long block without a pause."),
        _("On a phone it fills more than a screen. An empty line now and then keeps people reading."),
        _wall,
    ),
)
