"""A remark among colleagues on a conversation; it never leaves the house."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.history import note
from manyvoices.conversations.holding import address, held
from manyvoices.conversations.mentioning import mentioned_in, named, who_see
from manyvoices.conversations.models import Comment, Conversation
from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.people.telling import tell

LONGEST = 4000
# Pressed twice it is one remark; the same words later may be meant.
TWICE = timedelta(minutes=1)


@transaction.atomic
def comment_conversation(
    *, actor: Person, conversation: Conversation, text: str, mentions: Sequence[Person] = ()
) -> Comment:
    """The remark. Whoever it mentions, in `mentions` or as "@handle", is told once.

    Invalid for no words or more than 4000 characters, and for somebody in `mentions` who may not see the conversation; an
    @word that names nobody who may is a word like any other.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise Invalid(text=_("Write a remark of at most 4000 characters."))
    fresh, now = held(actor, conversation), clock.now()
    people = who_see(fresh, actor)
    outside = [person.name for person in mentions if person not in people]
    if outside:
        raise Invalid(
            mentions=_("%(names)s may not see this conversation. Assign it first, or leave them out.")
            % {"names": ", ".join(outside)}
        )
    same = Comment.objects.filter(conversation=fresh, by=actor, text=words, at__gt=now - TWICE).first()
    if same is not None:
        return same
    meant, _unknown = named(people, mentioned_in(words))
    comment = Comment.objects.create(conversation=fresh, by=actor, text=words, at=now)
    told = {person.pk: person for person in (*mentions, *meant) if person != actor}
    comment.mentions.set(told.values())
    note(fresh, "commented", actor, comment=comment.pk)
    tell(
        told.values(),
        kind="mentioned",
        key=f"mentioned:{comment.pk}",
        link=address(fresh),
        subject=gettext_lazy("%(name)s mentions you in a remark on a conversation"),
        name=actor.name,
    )
    return comment
