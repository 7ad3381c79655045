"""Where somebody goes after signing in."""

from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest


def safe_target(request: HttpRequest) -> str:
    """The `next` of the request where it leads to a page of ours; empty where it is missing or leads elsewhere."""
    return get_next_redirect_url(request) or ""
