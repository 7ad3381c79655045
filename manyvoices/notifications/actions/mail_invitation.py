"""An invitation as a letter, in its own language."""

from django.db import transaction

from manyvoices.core import clock
from manyvoices.core.refusals import Invalid
from manyvoices.notifications.actions.write_letter import write_letter
from manyvoices.notifications.invitation_words import invitation_words
from manyvoices.notifications.models import Letter
from manyvoices.people.models import Invitation, Person
from manyvoices.people.permissions import may_give_role
from manyvoices.people.queries import rights

KIND = "invitation"


@transaction.atomic
def mail_invitation(*, actor: Person, invitation: Invitation, link: str) -> Letter | None:
    """The letter with the whole address of `link`; None while e-mail is not set up. An older one does not leave.

    Refused to whoever may not give the invitation's role. Invalid where the invitation has no address.
    """
    may_give_role(rights(actor), to_id=None, role=invitation.role, unit_id=invitation.unit_id)
    if not invitation.email:
        raise Invalid(email="")
    waiting = Letter.objects.filter(kind=KIND, about=invitation.pk, due_at__isnull=False)
    waiting.update(due_at=None, dead_at=clock.now(), text="", last_error="a newer letter was written")
    language, subject, text = invitation_words(invitation, link)
    return write_letter(
        kind=KIND, to=invitation.email, language=language, subject=subject, text=text, about=invitation.pk
    )
