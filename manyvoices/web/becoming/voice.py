"""The consents of a new voice, each on its own, and the voice."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Invalid
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.models import Person, Purpose
from manyvoices.people.queries import default_brand, setting
from manyvoices.voices.actions.make_voice import VoiceWords, make_voice
from manyvoices.voices.addresses import handle_host
from manyvoices.voices.handles import suggest_handle
from manyvoices.voices.models import Voice, VoiceKind
from manyvoices.voices.queries import own_voice
from manyvoices.web.becoming.asked import OF_A_CHANNEL, OF_THE_PERSON, asked_of_a_new_voice
from manyvoices.web.becoming.forms import FirstVoiceForm
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


@working_page("GET", "POST")
def voice(request: HttpRequest, me: Person) -> HttpResponse:
    """Name, handle and the yeses; nothing is ticked beforehand. Who has a voice is led to the first steps."""
    if own_voice(me) is not None:
        return redirect("becoming-steps")
    language = get_language() or settings.LANGUAGE_CODE
    given = {"name": me.name, "handle": suggest_handle(me.name)}
    form = FirstVoiceForm(request.POST or None, initial=given)
    yeses = {one for one in Purpose.values if f"yes-{one}" in request.POST}
    if request.method == "POST" and form.is_valid():
        made = attempt(form, _make, me=me, yeses=yeses, language=language, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("@%(handle)s is your own voice now.") % {"handle": made.handle})
            return redirect("becoming-steps")
    context = {
        "form": form,
        "asked": asked_of_a_new_voice(language),
        "yeses": yeses,
        "host": handle_host(default_brand()),
        "section": "voices",
    }
    return render(request, "becoming/voice.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _make(*, me: Person, yeses: set[str], language: str, name: str, handle: str) -> Voice:
    if Purpose.PUBLISH not in yeses:
        raise Invalid(
            agree=_("Without your yes to publishing there can be no voice. You can also come back later.")
        )
    begins_in = me.language or setting(me.unit_id, "language")
    words = VoiceWords(handle=handle, name=name, language=begins_in)
    made = make_voice(
        actor=me,
        kind=VoiceKind.PERSON,
        words=words,
        agreed_in=language,
        agreed_to=[one for one in OF_A_CHANNEL if one in yeses],
    )
    for purpose in OF_THE_PERSON:
        if purpose in yeses:
            give_consent(actor=me, purpose=purpose, language=language)
    return made
