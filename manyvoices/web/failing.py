"""What people see when something breaks on our side."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader

RETRY_AFTER = 10  # seconds: a locked SQLite file or a restarting PostgreSQL is usually back by then


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After while the database does not answer, else 500; rendered without the database.

    Django calls this while the exception is being handled, whichever layer it came from: a view, a template, the
    session. It has logged the traceback, or is about to; the page shows none.
    """
    if database_failed(sys.exc_info()[1]):
        answer = HttpResponse(loader.render_to_string("503.html"), status=503)
        answer["Retry-After"] = str(RETRY_AFTER)
        answer["Cache-Control"] = "no-store"
        return answer
    return HttpResponseServerError(loader.render_to_string("500.html"))


def database_failed(error: BaseException | None) -> bool:
    """Whether the error, or what it arose from, says that the database is locked, full or away."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False
