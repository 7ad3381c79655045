"""One brand: its words, its look, its domain."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.models import File
from manyvoices.media.pictures import BadPicture, prepare
from manyvoices.people.actions.change_brand import change_brand
from manyvoices.people.actions.set_brand_logo import set_brand_logo
from manyvoices.people.handle_domains import for_reading
from manyvoices.people.models import Brand, Person
from manyvoices.people.permissions import ADMINISTRATORS
from manyvoices.people.queries import calendar_of_brand, rights
from manyvoices.voices.addresses import handle_host, host
from manyvoices.voices.queries import public_voices
from manyvoices.web.organisation.brands import brand_in_view
from manyvoices.web.organisation.forms import BrandForm, DomainForm
from manyvoices.web.organisation.unit import week_lines
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

_WORDS = ("name", "colour", "introduction", "website", "imprint", "language", "languages", "time_zone")


@working_page("GET", "POST")
def brand(request: HttpRequest, me: Person, brand_id: int) -> HttpResponse:
    """The page of a brand; a change comes back here."""
    shown = brand_in_view(me, brand_id)
    form = BrandForm(request.POST or None, request.FILES or None, initial=_initial(shown))
    if request.method == "POST" and form.is_valid():
        if attempt(form, _change, actor=me, brand=shown, typed=dict(form.cleaned_data)) is not None:
            messages.success(request, _("Saved. The public pages show it within a minute."))
            return redirect("brand", brand_id)
        shown = brand_in_view(me, brand_id)
    return brand_page(request, me, shown, form=form)


def brand_page(request: HttpRequest, me: Person, shown: Brand, **tried: forms.BaseForm) -> HttpResponse:
    """The page, with a form that was tried and refused in place of its first one."""
    calendar = calendar_of_brand(shown)
    example = public_voices().filter(brand=shown).first()
    handle = example.handle if example else ""
    context = {
        "brand": shown,
        "form": BrandForm(initial=_initial(shown)),
        "domain_form": DomainForm(initial={"domain": for_reading(shown.handle_domain)}),
        "domain": shown.handle_domain,
        "host": host(),
        "handle": handle,
        "shown_address": f"@{handle or 'name'}@{handle_host(shown)}",
        "question": _question(shown.handle_domain, handle),
        "may_set_domain": rights(me).has_any_role(ADMINISTRATORS, None),
        "calendar": calendar,
        "days": week_lines(calendar),
        "section": "brands",
        **tried,
    }
    wrong = any(form.errors for form in tried.values())
    return render(request, "organisation/brand.html", context, status=422 if wrong else 200)


def _question(domain: str, handle: str) -> str:
    """What another server asks the brand's domain to find this voice."""
    return f"https://{domain}/.well-known/webfinger?resource=acct:{handle}@{domain}"


@transaction.atomic
def _change(*, actor: Person, brand: Brand, typed: dict[str, Any]) -> Brand:
    change_brand(actor=actor, brand=brand, **{name: typed[name] for name in _WORDS})
    kept = None if typed["drop_logo"] else brand.logo
    return set_brand_logo(actor=actor, brand=brand, logo=_uploaded(actor, typed["logo"]) or kept)


def _uploaded(actor: Person, upload: Any) -> File | None:
    if not upload:
        return None
    try:
        return keep_picture(actor=actor, picture=prepare(upload))
    except BadPicture as error:
        raise Invalid(logo=str(error)) from None


def _initial(shown: Brand) -> dict[str, object]:
    return {name: getattr(shown, name) for name in _WORDS}
