"""An authenticator app becomes the second step of signing in."""

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.encryption import encrypted
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_be_here
from manyvoices.people.queries import rights
from manyvoices.people.second_steps import APP
from manyvoices.people.time_codes import matching_step


def keep_authenticator_app(*, actor: Person, secret: str, code: str) -> None:
    """Ask for a code of this app at every sign-in from now on, one's own only.

    Invalid unless `code` shows that the app holds `secret`; Conflict while another app is kept.
    """
    may_be_here(rights(actor))
    step = matching_step(secret, code, clock.now().timestamp())
    if step is None:
        raise Invalid(code=_("This code does not fit. Wait for the next one in your app and type that."))
    try:
        with transaction.atomic():
            # The step that proved the app is spent: the same code opens nothing afterwards.
            data = {"secret": encrypted(secret), "last_step": step}
            Authenticator.objects.create(user=actor, type=APP, data=data)
            audit.record(actor=actor, verb="keep_authenticator_app", target=actor)
    except IntegrityError:
        raise Conflict(
            _("You already have an authenticator app. Remove it first, then add the new one.")
        ) from None
