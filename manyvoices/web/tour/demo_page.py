"""A page that exists in a demo alone."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from manyvoices.web.tour.steps import in_demo

View = Callable[..., HttpResponseBase]


def demo_page(view: View) -> View:
    """`view`; in a real installation the page is not there."""

    @wraps(view)
    def asked(request: HttpRequest, /, **where: object) -> HttpResponseBase:
        if not in_demo():
            raise Http404
        return view(request, **where)

    return asked
