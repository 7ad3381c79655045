"""Choosing one's own password."""

from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.sessions import end_open
from manyvoices.people.validity import check_password


@transaction.atomic
def change_password(*, actor: Person, password: str, keep_session: str = "") -> None:
    """Set one's own password; every other session than the one with the key `keep_session` ends.

    Invalid for a password that is too short, too common or like the name. Whoever calls it has made sure that the
    person sits there: by the old password, another step of signing in, or the link of the letter.
    """
    may_be_here(rights(actor))
    check_password(password, actor)
    actor.set_password(password)
    actor.save(update_fields=["password"])
    end_open(actor, but=keep_session)
    audit.record(actor=actor, verb="change_password", target=actor)
