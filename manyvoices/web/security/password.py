"""My password."""

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from manyvoices.core.refusals import Invalid
from manyvoices.people.actions.change_password import change_password
from manyvoices.people.models import Person
from manyvoices.people.sessions import rekey
from manyvoices.web.refusing import tell
from manyvoices.web.security.confirming import confirmed
from manyvoices.web.working_page import working_page


class ChosenPasswordForm(forms.Form):
    """A new one, typed once: it can be looked at by the browser's own eye."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@sensitive_post_parameters("password")
@working_page("GET", "POST")
@confirmed
def password(request: HttpRequest, me: Person) -> HttpResponse:
    """Choose or change it; every other session ends, this one goes on under a new id."""
    form = ChosenPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, me, form):
        messages.success(request, gettext("Your new password counts. You are signed out everywhere else."))
        return redirect("security")
    context = {"form": form, "me": me, "section": "me"}
    return render(request, "security/password.html", context, status=422 if form.errors else 200)


def _changed(request: HttpRequest, me: Person, form: ChosenPasswordForm) -> bool:
    before = request.session.session_key or ""
    try:
        change_password(actor=me, password=form.cleaned_data["password"], keep_session=before)
    except Invalid as error:
        tell(form, error)
        return False
    update_session_auth_hash(request, me)
    rekey(before, request.session.session_key or "")
    return True
