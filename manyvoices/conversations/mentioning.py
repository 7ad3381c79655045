"""Who is meant by "@name" in a remark among ourselves."""

import re
from collections.abc import Iterable

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.permissions import IN_INBOX
from manyvoices.people.models import Person, Role
from manyvoices.people.queries import rights

MOST = 20
_MENTION = re.compile(r"(?<![\w@.])@(\w[\w.\-]{0,118})")


def mentioned_in(text: str) -> list[str]:
    """The words after an @, as they were written and in lower case, each once, twenty at most."""
    found = dict.fromkeys(word.rstrip(".-").casefold() for word in _MENTION.findall(text))
    return list(found)[:MOST]


def who_see(conversation: Conversation, by: Person) -> list[Person]:
    """Everybody who sees the conversation: its owner alone, or those of its inbox and who has it. Two queries or three."""
    if conversation.owner_id:
        return list(Person.objects.filter(pk=conversation.owner_id))
    places = list(rights(by).lineage(conversation.unit_id))
    held = Role.objects.filter(name__in=IN_INBOX, unit__in=places, brand=None, ended_at=None)
    people = Person.objects.filter(pk__in=held.values("person")) | Person.objects.filter(
        pk=conversation.assigned_to_id
    )
    return list(people.filter(is_active=True).prefetch_related("voices").distinct())


def named(people: Iterable[Person], words: Iterable[str]) -> tuple[list[Person], list[str]]:
    """The people whom the words name (by handle, or by name without spaces), and the words that name nobody."""
    by_word: dict[str, Person] = {}
    for person in people:
        for word in (*(voice.handle for voice in person.voices.all()), "".join(person.name.split())):
            by_word.setdefault(word.casefold(), person)
    wanted = list(words)
    found = {by_word[word].pk: by_word[word] for word in wanted if word in by_word}
    return list(found.values()), [word for word in wanted if word not in by_word]
