"""Letting a colleague in without an e-mail address: a QR code beside their phone, or on a printed sheet."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.make_sign_in_link import make_sign_in_link
from manyvoices.people.actions.revoke_sign_in_link import revoke_sign_in_link
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_let_in
from manyvoices.people.queries import person_in_view, rights, roles_held
from manyvoices.people.queries import sign_in_links as links_of
from manyvoices.web.qr import qr_svg
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def sign_in_links(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """The links that wait, and a fresh one, whose code is in the answer to the button and nowhere else."""
    held = rights(me)
    person = person_in_view(held, person_id)
    may_let_in(held, person_id=person.pk, unit_id=person.unit_id, held=roles_held(person))
    context: dict[str, object] = {"person": person, "section": "people"}
    if request.method == "POST":
        on_paper = request.POST.get("on_paper") == "yes"
        made, token = make_sign_in_link(actor=me, person=person, on_paper=on_paper)
        address = settings.CONFIG.public_url + reverse("sign-in-link", args=[token])
        context |= {"made": made, "address": address, "qr": qr_svg(address), "on_paper": on_paper}
    waiting = links_of(person)
    return render(request, "people/sign_in_links.html", {**context, "waiting": waiting})


@working_page("POST")
def revoke(request: HttpRequest, me: Person, person_id: int, link_id: int) -> HttpResponse:
    """Take a link back; of somebody one does not see it is a 404."""
    person = person_in_view(rights(me), person_id)
    link = links_of(person).select_related("person").filter(pk=link_id).first()
    if link is None:
        raise NotThere
    revoke_sign_in_link(actor=me, link=link)
    messages.success(request, _("The link no longer works."))
    return redirect("sign-in-links", person_id)
