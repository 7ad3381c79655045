"""A secret is shown on the next page, once: until then it waits encrypted in the session of whoever made it."""

from django.http import HttpRequest

from manyvoices.conversations.models import Intake
from manyvoices.core.encryption import decrypted, encrypted

KEY = "intake-secret"


def show_once(request: HttpRequest, intake: Intake) -> None:
    """Keep the secret for the next look at the page of this intake."""
    request.session[KEY] = {"intake": intake.pk, "secret": encrypted(intake.secret)}


def shown_once(request: HttpRequest, intake: Intake) -> str:
    """The secret, and then never again; empty when there is none to show."""
    kept = request.session.get(KEY)
    if not kept or kept["intake"] != intake.pk:
        return ""
    del request.session[KEY]
    return decrypted(kept["secret"])
