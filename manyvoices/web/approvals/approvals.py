"""What waits for a second pair of eyes: the list, and one with its words, to approve, advise or take back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Invalid, Refused
from manyvoices.people.models import Person
from manyvoices.publishing.actions.advise_post import advise_post
from manyvoices.publishing.actions.approve_post import approve_post
from manyvoices.publishing.actions.withdraw_approval import withdraw_approval
from manyvoices.publishing.approving import asks_of, may_answer
from manyvoices.publishing.models import Approval, ApprovalState
from manyvoices.publishing.queries.approvals import approval_in_view, asked_by, waiting_for
from manyvoices.web.publishing.lines import title
from manyvoices.web.publishing.post_page import allowed, as_read
from manyvoices.web.working_page import working_page, zone_of

A_PAGE = 20
BADGES = {"waiting": "queued", "approved": "live", "advised": "draft", "void": "gone", "withdrawn": "gone"}


@working_page("GET")
def approvals(request: HttpRequest, me: Person) -> HttpResponse:
    """What one may answer, the most urgent first; ?show=mine is what one asked for."""
    show = "mine" if request.GET.get("show") == "mine" else ""
    rows = asked_by(me) if show else waiting_for(me)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "queue",
        "page": page,
        "show": show,
        "shown": [(row, title(row.post)) for row in page],
        "zone": zone_of(me),
    }
    return render(request, "approvals/approvals.html", context)


@working_page("GET", "POST")
def approval(request: HttpRequest, me: Person, approval_id: int) -> HttpResponse:
    """One approval for who asked and who may answer; 404 for everybody else. What is refused stands on the page."""
    found = approval_in_view(me, approval_id)
    if request.method == "GET":
        return _page(request, me, found)
    try:
        messages.success(request, _pressed(request, me, found))
    except Invalid as invalid:
        return _page(request, me, found, status=422, problem=str(invalid))
    except Conflict as conflict:
        return _page(request, me, approval_in_view(me, approval_id), status=409, problem=str(conflict))
    except Refused as refused:
        return _page(request, me, found, status=403, problem=str(refused))
    return redirect("approval", found.pk)


def _pressed(request: HttpRequest, me: Person, found: Approval) -> str:
    if "approve" in request.POST:
        passed = approve_post(actor=me, approval=found).post
        passed.refresh_from_db()
        if passed.is_draft:
            return _("Approved. Its time has passed, so the author chooses another one.")
        return _("Approved. It leaves at its time, word for word.")
    if "advise" in request.POST:
        advise_post(actor=me, approval=found, advice=request.POST.get("advice", ""))
        return _("Your advice is with the author. The words stay theirs.")
    withdraw_approval(actor=me, approval=found)
    return _("Taken back. Your draft is as it was.")


def _page(
    request: HttpRequest, me: Person, found: Approval, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    waits = found.state == ApprovalState.WAITING
    context = {
        "section": "queue",
        "one": found,
        "asks": asks_of(found),
        "badge": BADGES[found.state],
        "post": found.post,
        "title": title(found.post),
        "shown": as_read(found.post),
        "channels": found.post.channels.all(),
        "is_mine": found.asked_by_id == me.pk,
        "may_answer": waits and allowed(may_answer, me, found),
        "may_withdraw": waits and found.asked_by_id == me.pk,
        "problem": problem,
        "advice": request.POST.get("advice", ""),
        "zone": zone_of(me),
    }
    return render(request, "approvals/approval.html", context, status=status)
