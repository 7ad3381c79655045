"""The authenticator app is asked no more."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from manyvoices.core import audit
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.second_steps import APP, drop_lonely_codes


@transaction.atomic
def remove_authenticator_app(*, actor: Person) -> None:
    """Forget one's own app; without one nothing happens. Recovery codes go with the last second step."""
    may_be_here(rights(actor))
    if Authenticator.objects.filter(user=actor, type=APP).delete()[0]:
        drop_lonely_codes(actor)
        audit.record(actor=actor, verb="remove_authenticator_app", target=actor)
