"""Somebody says about what they want e-mails."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.notifications.kinds import KINDS
from manyvoices.notifications.models import Preference
from manyvoices.notifications.queries.preferences import mails_of
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights


@transaction.atomic
def prefer_mails(*, actor: Person, mails: Mapping[str, bool]) -> int:
    """Write the actor's word about each kind of `mails`; returns how many changed. What is not named stays.

    Nobody says it for another. Invalid for a kind there is none of, and for switching off what keeps an account safe.
    """
    may_be_here(rights(actor))
    if not mails.keys() <= KINDS.keys():
        raise Invalid(mails=_("There is no such kind of news."))
    if any(not wanted and KINDS[name].is_for_safety for name, wanted in mails.items()):
        raise Invalid(mails=_("E-mails that keep your account safe are always sent."))
    now = mails_of(actor)
    changed = {name: wanted for name, wanted in mails.items() if wanted != now[name]}
    for name, wanted in changed.items():
        Preference.objects.update_or_create(
            person=actor, kind=name, defaults={"mails": wanted, "changed_at": clock.now()}
        )
    return len(changed)
