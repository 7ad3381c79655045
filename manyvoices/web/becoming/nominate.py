"""Nominating a colleague or oneself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.people.actions.nominate_person import nominate_person
from manyvoices.people.models import Person
from manyvoices.people.queries.nominations import SHORTEST, colleague, colleagues_named
from manyvoices.web.becoming.forms import NominationForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET")
def nominate(request: HttpRequest, me: Person) -> HttpResponse:
    """Who it is about: found by `?q=` among the names of everybody who is here, or oneself."""
    wanted = request.GET.get("q", "").strip()[:80]
    context = {
        "wanted": wanted,
        "found": colleagues_named(wanted),
        "too_short": 0 < len(wanted) < SHORTEST,
        "section": "people",
    }
    return render(request, "becoming/nominate.html", context)


@working_page("GET", "POST")
def nominate_colleague(request: HttpRequest, me: Person, person_id: int) -> HttpResponse:
    """The reason and the topics. Somebody who left or never was is a 404."""
    nominee = colleague(person_id)
    is_self = nominee.pk == me.pk
    form = NominationForm(request.POST or None, is_self=is_self)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, nominate_person, actor=me, nominee=nominee, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("Thank you. A lead reads it and answers you here."))
            return redirect("nomination", made.pk)
    context = {"form": form, "nominee": nominee, "is_self": is_self, "section": "people"}
    return render(request, "becoming/nominate_colleague.html", context, status=422 if form.errors else 200)
