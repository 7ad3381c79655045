"""One HTTP request to a network, with every way to fail told in the contract's four errors."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from manyvoices.core import strict_json
from manyvoices.core.http import Client, HttpError, Response
from manyvoices.networks.contract import Reconnect, Rejected, TryLater, Unknown

LONGEST_WAIT = timedelta(hours=6)
LONGEST_REASON = 300
MOST_ITEMS = 10_000


async def ask(
    http: Client,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: Mapping[str, Any] | None = None,
    deadline: timedelta,
) -> Response:
    """The answer, when it says yes (2xx). Raises TryLater, Reconnect, Rejected, or Unknown.

    Unknown is whatever does not prove that nothing was accepted: time-outs, lost connections, 5xx, odd answers.
    """
    content = b"" if body is None else json.dumps(body).encode()
    kind = {"Content-Type": "application/json"} if content else {}
    try:
        answer = await http.request(
            method, url, headers={**headers, **kind}, body=content, deadline=deadline.total_seconds()
        )
    except HttpError as error:
        if error.may_have_been_accepted:
            raise Unknown(error.reason) from error
        raise TryLater(error.reason) from error
    return _yes(answer)


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long a Retry-After field asks us to wait (RFC 9110, 10.2.3): seconds or a date, at most 6 hours.

    None for a missing, unreadable or past one; the caller's own back-off counts then.
    """
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), LONGEST_WAIT.total_seconds())) or None
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(at - now, LONGEST_WAIT) if at > now else None


def told(answer: Response) -> dict[str, Any]:
    """The JSON object of an answer that said yes. Raises Unknown for null, lists, too deep, huge or broken ones.

    A yes that cannot be read may still mean that the post stands there.
    """
    try:
        found = strict_json.parse(answer.body, max_items=MOST_ITEMS)
    except strict_json.BadJson as error:
        raise Unknown("The network answered with something we cannot read.") from error
    if not isinstance(found, dict):
        raise Unknown("The network answered with something we cannot read.")
    return found


def _yes(answer: Response) -> Response:
    status = answer.status
    if 200 <= status < 300:
        return answer
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        after = retry_after(answer.headers.get("Retry-After"), datetime.now(UTC))
        raise TryLater("The network asks us to wait.", after)
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise Reconnect("The network does not let us in any more. Connect the channel again, then retry.")
    if 400 <= status < 500 and status != HTTPStatus.REQUEST_TIMEOUT:
        raise Rejected(f"The network refused it: {_reason(answer)}")
    raise Unknown(f"The network answered {status}; whether it accepted the post is not known yet.")


def _reason(answer: Response) -> str:
    try:
        reason = told(answer).get("error")
    except Unknown:
        reason = None
    return reason[:LONGEST_REASON] if isinstance(reason, str) and reason else f"it answered {answer.status}."
