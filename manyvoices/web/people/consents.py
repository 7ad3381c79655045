"""Taking a yes back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.models import Person
from manyvoices.people.queries import consents_of
from manyvoices.web.working_page import working_page


@working_page("POST")
def withdraw(request: HttpRequest, me: Person, consent_id: int) -> HttpResponse:
    """Withdraw one of one's own consents; somebody else's is a 404."""
    consent = consents_of(me).filter(pk=consent_id).first()
    if consent is None:
        raise NotThere
    withdraw_consent(actor=me, consent=consent)
    messages.success(request, _("Withdrawn. It counts from this moment."))
    return redirect("me")
