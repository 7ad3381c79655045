"""The advice beside the words, asked for again after each save."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manyvoices.people.models import Person
from manyvoices.publishing.queries import drafts
from manyvoices.web.publishing.advice_panel import show_advice
from manyvoices.web.publishing.composer_form import ComposerForm
from manyvoices.web.publishing.panels import Opened
from manyvoices.web.publishing.voices_offered import voices_with_channels
from manyvoices.web.working_page import working_page


@working_page("POST")
def advice_part(request: HttpRequest, person: Person) -> HttpResponse:
    """A fragment of HTML about what was typed; it reads and keeps nothing. Drafts of others are none."""
    form = ComposerForm(request.POST, voices=voices_with_channels(person))
    pk = request.POST.get("post", "")
    post = drafts(person).filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 20 else None
    voice = form.voices.get(request.POST.get("voice", ""))
    panel = show_advice(Opened(request, person, post, form, voice))
    return render(request, "publishing/panels/advice.html", {"panel": panel})
