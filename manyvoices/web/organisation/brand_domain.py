"""The domain on which a brand's voices are found."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict
from manyvoices.people.actions.set_handle_domain import set_handle_domain
from manyvoices.people.models import Person
from manyvoices.web.organisation.brand import brand_page
from manyvoices.web.organisation.brands import brand_in_view
from manyvoices.web.organisation.forms import DomainForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("POST")
def change(request: HttpRequest, me: Person, brand_id: int) -> HttpResponse:
    """Set the domain, or take it away with an empty one."""
    shown = brand_in_view(me, brand_id)
    form = DomainForm(request.POST)
    changed = None
    if form.is_valid():
        try:
            changed = attempt(
                form, set_handle_domain, actor=me, brand=shown, domain=form.cleaned_data["domain"]
            )
        except Conflict as frozen:
            form.add_error("domain", str(frozen))
    if changed is None:
        return brand_page(request, me, shown, domain_form=form)
    messages.success(request, _("Saved. Try the address below before you tell anybody."))
    return redirect("brand", brand_id)
