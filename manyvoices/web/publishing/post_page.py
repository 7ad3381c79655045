"""One post, for those who speak as its voice or lead its unit."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from manyvoices.core.refusals import Refused
from manyvoices.federation.permissions import may_block, speaks_as
from manyvoices.people.models import Person, RoleName
from manyvoices.people.queries import rights
from manyvoices.publishing.approving import edit_takes_back
from manyvoices.publishing.models import Post, State
from manyvoices.publishing.permissions import may_change, may_withdraw
from manyvoices.publishing.queries import post_in_view
from manyvoices.voices.addresses import address
from manyvoices.voices.models import Voice
from manyvoices.web.publishing.answers import answers_to
from manyvoices.web.publishing.composer_form import newest
from manyvoices.web.publishing.history import versions
from manyvoices.web.publishing.lines import line
from manyvoices.web.publishing.previewing import preview
from manyvoices.web.publishing.undoing import undo_of
from manyvoices.web.working_page import working_page, zone_of


@working_page("GET")
def post_page(request: HttpRequest, person: Person, post_id: int) -> HttpResponse:
    """What it says, how it stands on each channel, its versions, its replies. 404 for what is not theirs to see."""
    post = post_in_view(person, post_id)
    if post.is_draft:
        return redirect("draft", post.pk)
    shown, may = line(post), what_is_allowed(person, post)
    context = {
        "section": "queue",
        "post": post,
        "line": shown,
        "polls": shown.moving and not _is_far_off(post),
        "shown": as_read(post),
        "address": f"@{address(post.voice)}",
        "may": may,
        "undo": undo_of(post, may=may["delete"]),
        "versions": versions(post) if allowed(may_change, person, post) else [],
        "zone": zone_of(person),
        "back": "post",
        **answers_to(person, post),
    }
    return render(request, "publishing/post.html", context)


def as_read(post: Post) -> Any:
    """The newest words and the pictures, as readers see them."""
    words = newest(post)
    return preview(
        text=words.text if words else "",
        content_warning=words.content_warning if words else "",
        language=words.language if words else post.language,
        attachments=post.attachments.all(),
        typed={},
        form=post.form,
        title=post.title,
        cover=post.cover,
        cover_alt=post.cover_alt,
    )


def what_is_allowed(person: Person, post: Post) -> dict[str, bool]:
    """Which buttons stand on the page; each action asks again."""
    states = {delivery.state for delivery in post.deliveries.all()}
    there = post.removed_at is None
    speaks = there and allowed(may_change, person, post)
    return {
        "delete": speaks,
        "edit": speaks and allowed(edit_takes_back, person, post),
        "unschedule": speaks and states <= {State.QUEUED, State.PAUSED, State.FAILED, State.CANCELLED},
        "moderate": speaks_as(person, post.voice) or leads(person, post.voice),
        "block": allowed(may_block, person, post.voice),
        "withdraw": there and not speaks and allowed(may_withdraw, person, post),
    }


def leads(person: Person, voice: Voice) -> bool:
    """Whether this person is an editor of the voice's unit, who looks after replies as well."""
    return rights(person).has_role(RoleName.EDITOR, voice.unit_id, voice.brand_id)


def allowed(check: Callable[..., object], *args: object) -> bool:
    """Whether a permission lets somebody pass."""
    try:
        check(*args)
    except Refused:
        return False
    return True


def _is_far_off(post: Post) -> bool:
    """Planned and untouched: nothing changes here before its time."""
    return post.scheduled_at is not None and {row.state for row in post.deliveries.all()} == {State.QUEUED}
