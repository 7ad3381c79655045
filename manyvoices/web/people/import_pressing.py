"""Go, and stop."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.core.refusals import Invalid
from manyvoices.people.actions.cancel_people_import import cancel_people_import
from manyvoices.people.actions.confirm_people_import import confirm_people_import
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.people.queries.imports import import_in_view
from manyvoices.web.working_page import working_page


@working_page("POST")
def confirm(request: HttpRequest, me: Person, import_id: int) -> HttpResponse:
    """Write the people of an import."""
    chosen = import_in_view(rights(me), import_id)
    try:
        count = confirm_people_import(
            actor=me, people_import=chosen, send_letters=bool(request.POST.get("send_letters"))
        )
    except Invalid as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(count)d person is being written.", "%(count)d people are being written.", count)
        messages.success(request, said % {"count": count})
    return redirect("people-import", import_id)


@working_page("POST")
def cancel(request: HttpRequest, me: Person, import_id: int) -> HttpResponse:
    """Stop an import."""
    cancel_people_import(actor=me, people_import=import_in_view(rights(me), import_id))
    messages.success(request, _("Stopped. Who was written before stays; nobody else is added."))
    return redirect("people-import", import_id)
