"""Taking a sign-in link back."""

from django.db import transaction

from manyvoices.core import audit, clock
from manyvoices.people.models import Person, SignInLink
from manyvoices.people.permissions import may_let_in
from manyvoices.people.queries import rights, roles_held


@transaction.atomic
def revoke_sign_in_link(*, actor: Person, link: SignInLink) -> None:
    """End a link that nobody used; one that was used or revoked stays as it is. Refused as making it would be."""
    person = link.person
    may_let_in(rights(actor), person_id=person.pk, unit_id=person.unit_id, held=roles_held(person))
    waiting = SignInLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None)
    if waiting.update(revoked_at=clock.now()):
        audit.record(actor=actor, verb="revoke_sign_in_link", target=person, link=link.pk)
