"""What every change of a cause asks of it, and who is told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.conversations.models import Cause
from manyvoices.conversations.permissions import may_see_cause
from manyvoices.core.markup.text import without_tricks
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people.models import Person
from manyvoices.people.telling import tell

LONGEST_NAME = 160


def held_cause(person: Person, cause: Cause) -> Cause:
    """The cause as it is now, held until the transaction ends, for who may see it. Raises NotThere."""
    rows = Cause.objects.select_for_update(of=("self",)).select_related("unit", "owner")
    fresh = rows.filter(pk=cause.pk, ended_at=None).first()
    if fresh is None:
        raise NotThere
    may_see_cause(person, fresh)
    return fresh


def checked_name(name: str) -> str:
    """The name on one line. Raises Invalid."""
    named = " ".join(without_tricks(name).split()).replace("\x00", "")
    if not named or len(named) > LONGEST_NAME:
        raise Invalid(
            name=_("Say the cause in at most %(most)s characters: what happens, not whose fault it is.")
            % {"most": LONGEST_NAME}
        )
    return named


def checked_owner(owner: Person | None) -> Person | None:
    """Who sees to it. Raises Invalid for somebody who left."""
    if owner is not None and not owner.is_active:
        raise Invalid(owner=_("%(name)s is not here any more. Choose somebody else.") % {"name": owner.name})
    return owner


def tell_owner(cause: Cause, actor: Person) -> None:
    """Tells who owns it now, unless they said so themselves."""
    if cause.owner is None or cause.owner == actor:
        return
    tell(
        [cause.owner],
        kind="cause",
        key=f"cause-{cause.pk}-{cause.owner_id}",
        link=f"/causes/{cause.pk}/",
        subject=gettext_lazy("%(name)s asks you to see to what people complain about"),
        text=gettext_lazy(
            "What it is and how often it comes stands on the page. Say there what becomes of it."
        ),
        name=actor.name,
    )
