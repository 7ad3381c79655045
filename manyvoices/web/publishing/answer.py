"""What a person says or does about one delivery: it is there, send it, try again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.people.models import Person
from manyvoices.publishing.actions.answer_unknown import answer_unknown
from manyvoices.publishing.actions.retry_delivery import retry_delivery
from manyvoices.publishing.models import Delivery
from manyvoices.publishing.queries import delivery_of
from manyvoices.web.working_page import working_page


@working_page("POST")
def answer(request: HttpRequest, person: Person, delivery_id: int) -> HttpResponse:
    """`arrived` is "yes" (it is there) or "no" (send it). Refused when it was answered before."""
    delivery = delivery_of(person, delivery_id)
    arrived = request.POST.get("arrived") == "yes"
    answer_unknown(actor=person, delivery=delivery, arrived=arrived)
    said = _("Thank you: it counts as live.") if arrived else _("Thank you: it is sent now.")
    messages.success(request, said)
    return _back(request, delivery)


@working_page("POST")
def retry(request: HttpRequest, person: Person, delivery_id: int) -> HttpResponse:
    """Queue a failed delivery again. Refused when it is not failed any more."""
    delivery = delivery_of(person, delivery_id)
    retry_delivery(actor=person, delivery=delivery)
    messages.success(request, _("It is tried again now."))
    return _back(request, delivery)


def _back(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    back = request.POST.get("back")
    if back == "queue":
        return redirect("queue")
    if back == "delivery":
        return redirect("delivery", delivery.pk)
    return redirect("post-detail", delivery.post_id)
