"""Leave with one's followers: name the other account, see it checked, say yes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core.refusals import NotThere
from manyvoices.federation.actions.ask_move import ask_move
from manyvoices.federation.actions.cancel_move import cancel_move
from manyvoices.federation.actions.confirm_move import confirm_move
from manyvoices.federation.models import Move
from manyvoices.federation.queries import follower_count, move_of
from manyvoices.people.models import Person
from manyvoices.people.queries import rights
from manyvoices.voices.addresses import actor_uri, address
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import voice_in_view
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page


class LeaveForm(forms.Form):
    """Where the voice goes."""

    target = forms.CharField(
        label=gettext_lazy("Your new account"),
        max_length=500,
        help_text=gettext_lazy("Its address, like @name@social.example, or the link of its profile."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )


@working_page("GET", "POST")
def leave(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """The page of a move, and the wish to begin one. A colleague's own voice is not there."""
    voice = own_voice(me, voice_id)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = attempt(form, ask_move, actor=me, voice=voice, target=form.cleaned_data["target"])
        if asked is not None:
            return redirect("voice-leave", voice.pk)
    return render(
        request,
        "leaving/leave.html",
        _shown(voice, form),
        status=422 if form.is_bound and form.errors else 200,
    )


@working_page("POST")
def confirm(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """The yes to the account that was shown."""
    confirm_move(actor=me, move=_move(own_voice(me, voice_id)))
    return redirect("voice-leave", voice_id)


@working_page("POST")
def cancel(request: HttpRequest, me: Person, voice_id: int) -> HttpResponse:
    """Stay after all."""
    cancel_move(actor=me, move=_move(own_voice(me, voice_id)))
    messages.success(request, _("You stay. Nobody was told anything."))
    return redirect("voice-leave", voice_id)


def own_voice(me: Person, voice_id: int) -> Voice:
    """The person's own voice with this number. Raises NotThere for every other."""
    voice = voice_in_view(rights(me), voice_id)
    if voice.person_id != me.pk:
        raise NotThere
    return voice


def _move(voice: Voice) -> Move:
    move = move_of(voice)
    if move is None:
        raise NotThere
    return move


def _shown(voice: Voice, form: LeaveForm) -> dict[str, Any]:
    move = move_of(voice)
    return {
        "section": "voices",
        "voice": voice,
        "form": form,
        "move": move,
        "polls": move is not None and move.due_at is not None,
        "own_uri": actor_uri(voice),
        "own_address": f"@{address(voice)}",
        "followers": follower_count(voice),
    }
