"""After a pause: what it held back is released, spread out or made a draft, by a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.people.models import Person
from manyvoices.publishing.actions.release_paused import release_paused
from manyvoices.publishing.actions.unschedule_post import unschedule_post
from manyvoices.publishing.models import Delivery
from manyvoices.publishing.queries import held_by_pauses
from manyvoices.web.working_page import working_page


@working_page("POST")
def held(request: HttpRequest, person: Person) -> HttpResponse:
    """`post` names the posts, `how` is "now", "spread" or "draft". Refused while a pause still covers one of them."""
    chosen = [int(pk) for pk in request.POST.getlist("post") if pk.isdigit() and len(pk) < 20]
    deliveries = list(held_by_pauses(person).filter(post__in=chosen))
    if not deliveries:
        messages.info(request, _("Nothing was chosen, or a colleague was faster."))
    elif request.POST.get("how") == "draft":
        _make_drafts(request, person, deliveries)
    else:
        _release(request, person, deliveries, spread=request.POST.get("how") == "spread")
    return redirect("queue")


def _make_drafts(request: HttpRequest, person: Person, deliveries: list[Delivery]) -> None:
    posts = {delivery.post_id: delivery.post for delivery in deliveries}
    for post in posts.values():
        unschedule_post(actor=person, post=post)
    said = ngettext("%(n)s post is a draft again.", "%(n)s posts are drafts again.", len(posts))
    messages.success(request, said % {"n": len(posts)})


def _release(request: HttpRequest, person: Person, deliveries: list[Delivery], *, spread: bool) -> None:
    released = release_paused(actor=person, deliveries=deliveries, spread=spread)
    said = ngettext("%(n)s delivery is released.", "%(n)s deliveries are released.", released)
    messages.success(request, said % {"n": released})
