"""A demo tells robots to stay away, with every answer: pages, feeds, pictures and documents alike."""

from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from manyvoices.web.tour.steps import in_demo


class KeepsRobotsAway:
    """Middleware of a demo; a real installation does without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not in_demo():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, marked."""
        answer = self.get_response(request)
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer
