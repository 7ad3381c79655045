"""The audit log: filters in the address, newest first, and whether the chain holds."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.core import audit as record
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_read_audit
from manyvoices.people.queries import rights, root_unit
from manyvoices.web.audit.filters import AuditForm, asked
from manyvoices.web.audit.names import lines
from manyvoices.web.working_page import working_page

A_PAGE = 50
# A check reads each row: this many take about a second.
LOOKED_AT = 20_000


@working_page("GET")
def audit(request: HttpRequest, me: Person) -> HttpResponse:
    """For auditors and administrators of the whole organisation; everybody else is refused."""
    may_read_audit(rights(me), root_id=root_unit().pk)
    form = AuditForm({"who": "", **request.GET.dict()})
    found = asked(form)
    page = Paginator(found.rows, A_PAGE).get_page(request.GET.get("page"))
    checked = "check" in request.GET
    context = {
        "section": "audit",
        "form": form,
        "page": page,
        "lines": lines(page.object_list),
        "narrowed": found.narrowed,
        "checked": checked,
        "broken": record.first_broken(newest=LOOKED_AT) if checked else None,
        "looked_at": LOOKED_AT,
    }
    return render(request, "audit/audit.html", context, status=422 if form.errors else 200)
