"""Where a request came from, for the record of actions."""

from collections.abc import Callable

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from manyvoices.core import audit

Answer = Callable[[HttpRequest], HttpResponse]


class CameFrom:
    """Every audit row written while a request is answered carries the client's address.

    A forwarded address counts only as far as MANYVOICES_TRUSTED_PROXIES says; nobody else can claim one.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its address known."""
        told = audit.came_from.set(client_address(request))
        try:
            return self.get_response(request)
        finally:
            audit.came_from.reset(told)


def client_address(request: HttpRequest) -> str:
    """The client's address as far as trusted proxies tell it; empty when they tell less than they should."""
    try:
        return get_client_ip(request) or ""
    except ImproperlyConfigured:
        return ""
