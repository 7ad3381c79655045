"""Texts from the templates of `content/`, different each time and the same in every making. Pure."""

import re
from random import Random

CHOICE = re.compile(r"\{([^{}]*)\}")
TRIES = 40


def said(template: str, chance: Random) -> str:
    """The template with one of each `{this|that}` taken."""
    return CHOICE.sub(lambda found: chance.choice(found[1].split("|")), template)


def texts(templates: list[str], count: int, chance: Random) -> list[str]:
    """`count` texts, no two alike. Each template comes once before any comes again, so that themes return and words do not.

    Raises ValueError where the templates do not hold so many.
    """
    found: list[str] = []
    while len(found) < count:
        before = len(found)
        for template in chance.sample(templates, len(templates)):
            text = fresh(template, found, chance)
            if text and len(found) < count:
                found.append(text)
        if len(found) == before:
            raise ValueError(f"No more than {before} texts are in these templates: {templates[0][:60]}")
    return found


def fresh(template: str, used: list[str], chance: Random) -> str:
    """A text that was not used; empty when the template seems to hold no more."""
    for _ in range(TRIES):
        text = said(template, chance)
        if text not in used:
            return text
    return ""
