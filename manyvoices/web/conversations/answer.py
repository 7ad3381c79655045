"""An answer is pressed: nothing leaves that its author would not send knowing what is known, and no word is lost."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manyvoices.conversations.actions.answer_conversation import answer_conversation
from manyvoices.conversations.actions.save_reply_draft import save_reply_draft
from manyvoices.conversations.actions.see_conversation import see_conversation
from manyvoices.conversations.answering import Unseen
from manyvoices.conversations.models import Conversation
from manyvoices.conversations.permissions import may_answer
from manyvoices.conversations.queries.answering import audience_of_answer, filled
from manyvoices.core.refusals import Invalid, Refused
from manyvoices.people.models import Person
from manyvoices.web.conversations.answer_form import AnswerForm
from manyvoices.web.conversations.answering import MOST_NEWS, pressed_part, typed_form
from manyvoices.web.conversations.conversation import conversation_page
from manyvoices.web.conversations.opened import opened
from manyvoices.web.conversations.seen import number
from manyvoices.web.conversations.sensitive_words import seal, warnings
from manyvoices.web.refusing import tell
from manyvoices.web.working_page import working_page


@dataclass(frozen=True, slots=True)
class Press:
    """Who pressed what; `asked` is who could read what they wrote to us."""

    request: HttpRequest
    person: Person
    one: Conversation
    asked: str
    form: AnswerForm

    def again(self, **other: str) -> "Press":
        """The same input but for `other`; nothing is said against it."""
        values = {name: self.form[name].value() for name in self.form.fields}
        return replace(self, form=self.form.again(values | other))


@working_page("POST")
def answer(request: HttpRequest, person: Person, conversation_id: int) -> HttpResponse:
    """Send, send and close, keep, insert a saved reply, discard. 409 with what is new above the kept words."""
    one = opened(person, conversation_id)
    may_answer(person, one)
    if one.pk != conversation_id:
        return _moved(request, person, one)
    if "discard" in request.POST:
        save_reply_draft(actor=person, conversation=one, text="", seen_version=one.version)
        messages.success(request, _("Your answer is thrown away. Nothing was sent."))
        return redirect("conversation", one.pk)
    asked = audience_of_answer(one)
    press = Press(request, person, one, asked, typed_form(person, one, asked, request.POST))
    return _inserted(press) if "insert" in request.POST else _attempted(press)


def _attempted(press: Press) -> HttpResponse:
    if not press.form.is_valid():
        return _page(press, 422)
    try:
        return _pressed(press)
    except Unseen as unseen:
        news = unseen.news[-MOST_NEWS:]
        seen = str(_seen(press))
        return _page(press.again(seen=seen), 409, news=news, version=unseen.version, is_stopped=True)
    except Invalid as wrong:
        tell(press.form, wrong)
        return _page(press, 422)
    except Refused as refused:
        return _page(press, 403, refused=str(refused))


def _pressed(press: Press) -> HttpResponse:
    posted, typed = press.request.POST, press.form.cleaned_data
    seen = _seen(press)
    if {"keep", "edit"} & posted.keys():
        _keep(press, seen)
        messages.success(press.request, _("Your words are kept. Nobody else reads them."))
        return redirect(f"{reverse('conversation', args=[press.one.pk])}#answer")
    said = warnings(typed["text"], typed["audience"], press.asked)
    if said and typed["warned"] != seal(said):
        _keep(press, seen)
        return _page(press.again(warned=seal(said), seen=str(seen)), 422, warnings=said)
    closes = "done" in posted
    message = answer_conversation(
        actor=press.person,
        conversation=press.one,
        voice=press.form.voices[typed["voice"]],
        text=typed["text"],
        seen_version=seen,
        audience=typed["audience"],
        saved_reply=press.form.reply,
        close=closes,
        ask=typed["ask"],
    )
    see_conversation(actor=press.person, conversation=press.one)
    messages.success(press.request, _leaves(closes=closes))
    return redirect(f"{reverse('conversation', args=[press.one.pk])}#m{message.pk}")


def _seen(press: Press) -> int:
    """The version that was seen: of the news, where the buttons below it were pressed, else that of the page."""
    posted = press.request.POST
    return number(posted.get("anyway") or posted.get("edit") or posted.get("seen", ""))


def _keep(press: Press, seen: int) -> None:
    text = press.form.cleaned_data["text"]
    save_reply_draft(actor=press.person, conversation=press.one, text=text, seen_version=seen)


def _leaves(*, closes: bool) -> str:
    seconds = settings.CONFIG.undo_seconds
    if closes:
        return _("Your answer is on its way. The conversation is done once it has arrived.")
    return ngettext(
        "Your answer leaves in %(n)s second. Until then you can take it back.",
        "Your answer leaves in %(n)s seconds. Until then you can take it back.",
        seconds,
    ) % {"n": seconds}


def _inserted(press: Press) -> HttpResponse:
    """The words of the saved reply stand behind those that were typed."""
    form, text = press.form, str(press.form["text"].value() or "").rstrip()
    if form.reply is not None and form.chosen is not None:
        words = filled(form.reply, press.person, press.one, form.chosen)
        text = f"{text} {words}" if text else words
    return _page(press.again(text=text), 200)


def _moved(request: HttpRequest, person: Person, one: Conversation) -> HttpResponse:
    """It became part of another conversation meanwhile: the words wait there, below what their author has not seen."""
    text = request.POST.get("text", "")
    save_reply_draft(actor=person, conversation=one, text=text, seen_version=max(0, one.version - MOST_NEWS))
    messages.warning(
        request,
        _(
            "Your answer was not sent: this became part of another conversation meanwhile. Your words are kept."
        ),
    )
    return redirect("conversation", one.pk)


def _page(press: Press, status: int, **said: object) -> HttpResponse:
    part = pressed_part(press.one, press.form, press.asked, **said)
    return conversation_page(press.request, press.person, press.one, answer=part, status=status)
