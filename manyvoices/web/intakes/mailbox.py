"""A new e-mail address of a unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.make_mailbox import make_mailbox
from manyvoices.people.models import Person
from manyvoices.web.intakes.doors import WebhookForm, doors_page
from manyvoices.web.intakes.mailbox_form import MailboxForm
from manyvoices.web.intakes.units import may_keep_any
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def make(request: HttpRequest, me: Person) -> HttpResponse:
    """Read a mailbox from now on; its page says whether that works."""
    may_keep_any(me)
    form = MailboxForm(me, request.POST)
    made = attempt(form, make_mailbox, actor=me, **form.cleaned_data) if form.is_valid() else None
    if made is None:
        return doors_page(request, me, WebhookForm(me), form)
    messages.success(
        request, _("The mailbox is looked at within a few seconds. Look here whether that works.")
    )
    return redirect("intake-door", made.pk)
