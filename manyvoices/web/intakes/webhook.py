"""The door of a signed webhook: no session, no form, one JSON document in and one out (docs/intakes.md)."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from manyvoices.conversations.actions.receive_event import NotTaken, receive_event
from manyvoices.conversations.intake_document import MOST_BYTES


@csrf_exempt
@never_cache
def webhook(request: HttpRequest, token: str) -> JsonResponse:
    """202 once the event is stored, again for the same event; else a status with `error` and what to do about it."""
    if request.method != "POST":
        answer = _refusal(405, "post-only", "Send events here with POST.")
        answer.headers["Allow"] = "POST"
        return answer
    if request.content_type != "application/json":
        return _refusal(415, "not-json", "Send Content-Type: application/json.")
    try:
        receipt = receive_event(
            token=token,
            body=request.body,
            timestamp=request.headers.get("Manyvoices-Timestamp", ""),
            signature=request.headers.get("Manyvoices-Signature", ""),
        )
    except RequestDataTooBig:
        return _refusal(413, "too-large", f"At most {MOST_BYTES} bytes are read.")
    except NotTaken as refused:
        return _refusal(refused.status, refused.code, str(refused))
    state = "stored" if receipt.is_new else "known"
    return JsonResponse({"status": state, "event": receipt.event}, status=202)


def _refusal(status: int, code: str, says: str) -> JsonResponse:
    return JsonResponse(
        {"error": code, "says": says}, status=status, json_dumps_params={"ensure_ascii": False}
    )
