"""What is pressed on the page of an import of messages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.cancel_message_import import cancel_message_import
from manyvoices.conversations.actions.choose_import_columns import choose_import_columns
from manyvoices.conversations.actions.confirm_message_import import confirm_message_import
from manyvoices.conversations.queries.message_imports import message_import_in_view
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Person
from manyvoices.web.intakes.import_page import ColumnsForm, import_page
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def columns(request: HttpRequest, me: Person, import_id: int) -> HttpResponse:
    """Choose what each column is; the lines are looked at again."""
    one = message_import_in_view(me, import_id)
    form = ColumnsForm(one, request.POST)
    if form.is_valid():
        said = {part: str(column) for part, column in form.cleaned_data.items()}
        if attempt(form, choose_import_columns, actor=me, message_import=one, columns=said):
            return redirect("message-import", import_id)
    return import_page(request, one, form)


@working_page("POST")
def confirm(request: HttpRequest, me: Person, import_id: int) -> HttpResponse:
    """Write the messages of an import."""
    one = message_import_in_view(me, import_id)
    try:
        confirm_message_import(actor=me, message_import=one, is_history=bool(request.POST.get("is_history")))
    except Invalid as error:
        messages.error(request, str(error))
    return redirect("message-import", import_id)


@working_page("POST")
def cancel(request: HttpRequest, me: Person, import_id: int) -> HttpResponse:
    """Stop an import."""
    cancel_message_import(actor=me, message_import=message_import_in_view(me, import_id))
    messages.success(request, _("Stopped. What was written before stays; the rest of the file is forgotten."))
    return redirect("message-import", import_id)
