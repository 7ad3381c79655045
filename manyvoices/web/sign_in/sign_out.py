"""Sign out."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go to the public pages; pressing it twice does nothing more."""
    logout(request)
    return redirect("home")
