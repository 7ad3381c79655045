"""Taking a yes back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.queries import consents_of
from manyvoices.web.actor import actor


@login_required
@require_POST
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """Withdraw one of one's own consents; somebody else's is a 404."""
    me = actor(request)
    consent = consents_of(me).filter(pk=consent_id).first()
    if consent is None:
        raise NotThere
    withdraw_consent(actor=me, consent=consent)
    messages.success(request, _("Withdrawn. It counts from this moment."))
    return redirect("me")
