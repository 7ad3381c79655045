"""A forgotten password: a letter with a link, where the organisation has a mail server."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from manyvoices.notifications.actions.send_password_letter import send_password_letter
from manyvoices.notifications.mail_set_up import has_mail_server
from manyvoices.web.limiting import over_limit

LIMIT = "20/m/ip,3/h/key"


class ForgottenForm(forms.Form):
    """Where the letter goes."""

    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer after the same work for every address, known or not; the worker sends the letter."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and has_mail_server() and form.is_valid():
        email = form.cleaned_data["email"]
        refused = over_limit(request, "forgotten", LIMIT, key=email.lower())
        if refused is not None:
            return refused
        send_password_letter(
            email=email, page=settings.CONFIG.public_url + reverse("new-password", args=["KEY"])
        )
        return redirect("forgotten-sent")
    context = {"form": form, "has_mail_server": has_mail_server()}
    return render(request, "sign_in/forgotten.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """What happens now, without a word about whether the address is known."""
    return render(request, "sign_in/forgotten_sent.html")
