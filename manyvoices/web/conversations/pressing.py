"""What every button of a conversation does: one action, and back with a sentence about what happened."""

from collections.abc import Callable
from typing import ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from manyvoices.conversations.models import Conversation
from manyvoices.conversations.telling import INBOX
from manyvoices.core.refusals import Conflict, Invalid, NotThere

Given = ParamSpec("Given")


def pressed(
    request: HttpRequest,
    conversation: Conversation,
    said: str | Promise,
    action: Callable[Given, object],
    /,
    *args: Given.args,
    **given: Given.kwargs,
) -> HttpResponse:
    """Back to the conversation, which says what happened; of a conflict or an unusable value, why nothing did.

    Refused and NotThere pass on.
    """
    return back(request, conversation, done(request, said, action, *args, **given))


def done(
    request: HttpRequest,
    said: str | Promise,
    action: Callable[Given, object],
    /,
    *args: Given.args,
    **given: Given.kwargs,
) -> bool:
    """Whether the action did what was pressed; the next page says so, or why not."""
    try:
        action(*args, **given)
    except NotThere:
        raise
    except (Conflict, Invalid) as why:
        messages.warning(request, str(why))
        return False
    messages.success(request, str(said))
    return True


def back(request: HttpRequest, conversation: Conversation, is_done: bool = False) -> HttpResponse:
    """To the conversation; to the list where the button said so (`next` is "list") and it worked."""
    if is_done and request.POST.get("next") == "list":
        return redirect(f"{INBOX}?view=own" if conversation.owner_id else INBOX)
    return redirect("conversation", conversation.pk)
