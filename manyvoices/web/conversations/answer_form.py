"""The answer as it is typed: as which voice, for whom, which words, and what its author has seen."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.conversations.asking import why_not_ask
from manyvoices.conversations.models import Conversation, SavedReply
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.voices.models import Voice
from manyvoices.web.conversations.audience_words import choices
from manyvoices.web.long_select import LongSelect


class AnswerForm(forms.Form):
    """`seen` is the version that the page showed, `warned` the seal of the warnings that were read."""

    voice = forms.ChoiceField(label=_("Answer as"))
    audience = forms.ChoiceField(label=_("Who can read it"))
    saved_reply = forms.ChoiceField(
        label=_("Saved reply"),
        required=False,
        widget=LongSelect(attrs={"data-key": "/", "data-key-label": _("Saved reply")}),
    )
    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        strip=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    ask = forms.BooleanField(
        label=_("Ask whether it helped"),
        required=False,
        help_text=_(
            "A line with a link below your words: one tap for them, no account. Not with your own voice."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        one: Conversation,
        asked: str,
        voices: Sequence[Voice],
        saved: Sequence[SavedReply],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offers = (one, asked, voices, saved)
        self.voices = {str(voice.pk): voice for voice in voices}
        self.saved = {str(reply.pk): reply for reply in saved}
        titles = [("", "—"), *((pk, reply.title) for pk, reply in self.saved.items())]
        named = [(pk, f"{voice.name} @{voice.handle}") for pk, voice in self.voices.items()]
        for name, offered in (("voice", named), ("audience", choices(asked, one)), ("saved_reply", titles)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered

    @property
    def chosen(self) -> Voice | None:
        """The voice that is chosen, or the first that is offered."""
        return self.voices.get(str(self["voice"].value())) or next(iter(self.voices.values()), None)

    @property
    def can_ask(self) -> bool:
        """Whether one of the voices can ask whether the answer helped."""
        return any(not why_not_ask(self._offers[0], voice) for voice in self.voices.values())

    @property
    def reply(self) -> SavedReply | None:
        """The saved reply that is chosen."""
        return self.saved.get(str(self["saved_reply"].value()))

    def again(self, initial: dict[str, Any]) -> "AnswerForm":
        """A form with the same offers, which shows these values and finds nothing wrong with them."""
        return AnswerForm(*self._offers, initial=initial)
