"""A person wants to take their voice to another server."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Invalid
from manyvoices.federation.finding import understood
from manyvoices.federation.models import Move
from manyvoices.federation.permissions import may_move
from manyvoices.people.models import Person
from manyvoices.voices.models import Voice


@transaction.atomic
def ask_move(*, actor: Person, voice: Voice, target: str) -> Move:
    """The move, waiting to be checked at the other side; nobody is told anything yet.

    `target` is @name@host or the link of a profile. Asked again, the same waiting move is checked again and another
    target replaces it. Refused to everybody but the person whose voice it is; Invalid for what is no address.
    """
    may_move(actor, voice)
    typed = target.strip()[:500]
    if understood(typed) is None:
        raise Invalid(target=_("Write the address of the account you move to, like @name@social.example."))
    now = clock.now()
    waiting = Move.objects.filter(voice=voice, announced_at=None, cancelled_at=None, dead_at=None)
    same = waiting.filter(target=typed, confirmed_at=None).first()
    if same is not None:
        Move.objects.filter(pk=same.pk, taken_by=None).update(due_at=now, done_at=None)
        return same
    waiting.update(cancelled_at=now, due_at=None)
    move = Move.objects.create(voice=voice, target=typed, asked_by=actor, asked_at=now, due_at=now)
    audit.record(actor=actor, verb="ask_move", target=voice, to=typed)
    return move
