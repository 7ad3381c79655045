"""Which posts stay at the top of a voice's page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.federation.actions.pin_note import MOST_PINNED, pin_note
from manyvoices.federation.actions.unpin_note import unpin_note
from manyvoices.federation.queries import pinned_notes, standing_notes
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.permissions import may_look_after
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.public.shown import shown_posts
from manyvoices.web.working_page import working_page

A_PAGE = 20


@working_page("GET")
def pins(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """What is pinned, and the voice's posts to choose from."""
    held = rights(me)
    voice = voice_in_view(held, voice_id)
    may_look_after(held, voice)
    pinned = list(pinned_notes(voice))
    page = Paginator(standing_notes(voice).filter(pinned_at=None), A_PAGE).get_page(request.GET.get("page"))
    notes = list(page.object_list)
    context = {
        "voice": voice,
        "pinned": list(zip(pinned, shown_posts(pinned, {}), strict=True)),
        "page": page,
        "posts": list(zip(notes, shown_posts(notes, {}), strict=True)),
        "full": len(pinned) >= MOST_PINNED,
        "section": "voices",
    }
    return render(request, "voices/pins.html", context)


@working_page("POST")
def change(request: HttpRequest, me: Person, voice_id: str, note_id: str, verb: str) -> HttpResponse:
    """Pin a post, or take it down. 404 for what is no public post of this voice."""
    voice = voice_in_view(rights(me), int(voice_id))
    note = standing_notes(voice).filter(pk=int(note_id)).select_related("voice").first()
    if note is None:
        raise NotThere(_("There is no such post."))
    try:
        if verb == "pin":
            pin_note(actor=me, note=note)
            messages.success(request, _("Pinned: it stands first on the page."))
        else:
            unpin_note(actor=me, note=note)
            messages.success(request, _("Taken down: it stands among the others again."))
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("voice-pins", voice.pk)
