"""The words people say yes to, in the language they read them in."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import ConsentWording, Purpose

TEXTS: dict[str, Promise] = {
    Purpose.PUBLISH: _(
        "My own posts may be published on this channel when I press the button or schedule them. Nobody else "
        "publishes in my name. I can withdraw this at any time; from then on nothing more is published there."
    ),
    Purpose.COLLECT: _(
        "Answers, likes and boosts to my posts on this channel may be collected and stored so that I can see and "
        "answer them. I can withdraw this at any time."
    ),
    Purpose.CRISIS_USE: _(
        "In a crisis my organisation may publish its statement on this channel without my tap. It is named as the "
        "organisation's. I can withdraw this at any time."
    ),
    Purpose.MEASURE: _(
        "How many people my posts on this channel reach may be counted. I can withdraw this at any time."
    ),
    Purpose.BE_NAMED: _(
        "I may be named as the author of what I contribute. I can withdraw this at any time."
    ),
    Purpose.BE_SHOWN: _(
        "Pictures in which I can be recognised may be published. I can withdraw this at any time."
    ),
}


def shown(purpose: str, language: str) -> str:
    """The text of a purpose as a person reads it in `language`."""
    with translation.override(language):
        return str(TEXTS[purpose])


def wording(purpose: str, language: str) -> ConsentWording:
    """The row of exactly these words; words that were changed become a new version by themselves."""
    text = shown(purpose, language)
    versions = ConsentWording.objects.filter(purpose=purpose, language=language)
    same = versions.filter(text=text).first()
    if same is not None:
        return same
    latest = versions.aggregate(Max("version"))["version__max"] or 0
    try:
        with transaction.atomic():
            return versions.create(purpose=purpose, language=language, version=latest + 1, text=text)
    except IntegrityError:  # somebody agreed to the same new words at the same moment
        return versions.get(text=text)
