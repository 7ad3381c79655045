"""The door of a demo: the link that its start printed. Looking changes nothing, the button signs in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from manyvoices.core.http.addresses import is_loopback
from manyvoices.people.actions.begin_visit import begin_visit
from manyvoices.people.models import Person
from manyvoices.people.queries import usable_sign_in_link
from manyvoices.web.sign_in.entering import enter as sign_in
from manyvoices.web.tour.demo_page import demo_page


@demo_page
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Who one is going to be, and the button. A used link is a 404, but leads back in whoever came in by it."""
    if not is_loopback(request.META.get("REMOTE_ADDR", "")):
        raise Http404
    if isinstance(request.user, Person) and not usable_sign_in_link(token).exists():
        return redirect("tour")
    if request.method == "POST":
        return sign_in(request, begin_visit(token=token), by="link", to="tour")
    link = usable_sign_in_link(token).select_related("person").first()
    return render(request, "tour/enter.html", {"link": link}, status=200 if link else 404)
