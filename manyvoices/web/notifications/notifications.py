"""What one was told, and what of it is new."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext

from manyvoices.core import clock
from manyvoices.notifications.actions.read_all_notifications import read_all_notifications
from manyvoices.notifications.actions.read_notification import read_notification
from manyvoices.notifications.queries import notification_in_view, told_to
from manyvoices.people.models import Person
from manyvoices.web.working_page import working_page

A_PAGE = 30


@working_page("GET")
def notifications(request: HttpRequest, me: Person) -> HttpResponse:
    """All of it, or only the new with `?show=new`, the newest first."""
    only_new = request.GET.get("show") == "new"
    page = Paginator(told_to(me, unread=only_new), A_PAGE).get_page(request.GET.get("page"))
    newest = max((one.pk for one in page), default=0)
    context = {"page": page, "only_new": only_new, "newest": newest, "now": clock.now()}
    return render(request, "notifications/notifications.html", context)


@working_page("POST")
def read(request: HttpRequest, me: Person, notification_id: int) -> HttpResponse:
    """Mark one as read and go where it leads, or back to the list."""
    told = notification_in_view(me, notification_id)
    read_notification(actor=me, notification=told)
    leads_here = told.link.startswith("/") and url_has_allowed_host_and_scheme(told.link, allowed_hosts=None)
    opens = "open" in request.POST and leads_here
    return redirect(told.link if opens else "notifications")


@working_page("POST")
def read_all(request: HttpRequest, me: Person) -> HttpResponse:
    """Mark everything as read that stood on the page the person saw, and what is older."""
    newest = request.POST.get("newest", "")
    count = read_all_notifications(actor=me, up_to=int(newest) if newest.isdecimal() else 0)
    said = ngettext("One line is read now.", "%(n)s lines are read now.", count) % {"n": count}
    messages.success(request, said)
    return redirect("notifications")
