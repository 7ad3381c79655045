"""Outgoing HTTP: the address policy, the time-outs and the size caps that everything sent obeys."""

from manyvoices.core.http.addresses import is_public
from manyvoices.core.http.answers import Response
from manyvoices.core.http.client import Client
from manyvoices.core.http.errors import (
    BadRedirect,
    BadResponse,
    HttpError,
    NotSent,
    Refused,
    TooLarge,
    Uncertain,
)
from manyvoices.core.http.guard import Guard
from manyvoices.core.http.targets import Target, check_target

__all__ = [
    "BadRedirect",
    "BadResponse",
    "Client",
    "Guard",
    "HttpError",
    "NotSent",
    "Refused",
    "Response",
    "Target",
    "TooLarge",
    "Uncertain",
    "check_target",
    "is_public",
]
