"""A request as it is kept while it waits for its key, and as it is read again."""

import base64
from typing import Any

from manyvoices.federation.models import Unverified
from manyvoices.federation.signatures import IncomingRequest


def kept(request: IncomingRequest) -> dict[str, Any]:
    """The fields `request` and `body` of an `Unverified` row. Cookies are nobody's business."""
    said = {
        "method": request.method,
        "path": request.path,
        "host": request.host,
        "scheme": request.scheme,
        "headers": {name: value for name, value in request.headers.items() if name != "cookie"},
    }
    return {"request": said, "body": base64.b64encode(request.body).decode()}


def request_of(row: Unverified) -> IncomingRequest:
    """The request as it arrived."""
    return IncomingRequest(**row.request, body=base64.b64decode(row.body))
