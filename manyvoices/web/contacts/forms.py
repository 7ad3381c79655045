"""What is typed about a contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

_WORDS = {"dir": "auto", "rows": 2}


class OptOutForm(forms.Form):
    """How they asked not to be spoken to unasked."""

    because = forms.CharField(
        label=gettext_lazy("How did they ask for it?"),
        help_text=gettext_lazy("Such as “wrote it on 3 May” or “said so on the phone”."),
        max_length=300,
        widget=forms.Textarea(attrs=_WORDS),
    )


class MergeForm(forms.Form):
    """Why two contacts are one."""

    because = forms.CharField(
        label=gettext_lazy("How do you know?"),
        help_text=gettext_lazy("It stands on record, and whoever doubts it later can part them again."),
        max_length=300,
        widget=forms.Textarea(attrs=_WORDS),
    )


class HoldForm(forms.Form):
    """Why nothing of a contact may be deleted."""

    because = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The case, the authority, the file number."),
        max_length=300,
        widget=forms.Textarea(attrs=_WORDS),
    )


class ReleaseForm(forms.Form):
    """Why a hold ends."""

    because = forms.CharField(
        label=gettext_lazy("Why it ends"), max_length=300, widget=forms.Textarea(attrs=_WORDS)
    )


class EraseForm(forms.Form):
    """A word that nobody types by mistake, and why."""

    because = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Without their name: this stays on record."),
        max_length=300,
        widget=forms.Textarea(attrs=_WORDS),
    )
    typed = forms.CharField(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["typed"].label = gettext("Type “%(word)s” to confirm") % {"word": self.word}

    @property
    def word(self) -> str:
        """What has to be typed."""
        return gettext("erase")

    def clean_typed(self) -> str:
        """The word, whatever its case."""
        typed = str(self.cleaned_data["typed"]).strip()
        if typed.casefold() != self.word.casefold():
            raise forms.ValidationError(gettext("This is not the word. Nothing was erased."))
        return typed
