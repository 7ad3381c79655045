"""The words of the friendly first draft."""

from django.utils.translation import gettext as _


def first_words(name: str, organisation: str) -> str:
    """A first post that its author only has to change, never to invent."""
    return _(
        "Hello, I am %(name)s and I work at %(organisation)s. Here I will tell you in my own words what we do, "
        "what goes well and what does not. Ask me anything."
    ) % {"name": name, "organisation": organisation}
