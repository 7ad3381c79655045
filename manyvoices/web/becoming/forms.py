"""What is typed on the way to a voice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Topic, Track
from manyvoices.voices.handles import LONGEST


class NominationForm(forms.Form):
    """Why, and about what."""

    because = forms.CharField(
        label=_("Why should they be heard?"),
        help_text=_("One or two sentences. They and their leads read it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Topics they can speak about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, is_self: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topics"]
        if isinstance(topics, forms.ModelMultipleChoiceField):
            topics.queryset = Topic.objects.filter(closed_at=None).order_by("name")
        if is_self:
            self.fields["because"].label = _("Why would you like to be heard?")
            self.fields["because"].help_text = _("One or two sentences. Your leads read them.")
            topics.label = _("Topics you can speak about")
        if not Topic.objects.filter(closed_at=None).exists():
            del self.fields["topics"]


class DeclineForm(forms.Form):
    """Why not now."""

    because = forms.CharField(
        label=_("Why not now?"),
        help_text=_("Whoever nominated reads it, and so does the nominee."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class TrackForm(forms.Form):
    """Which of the two, and for those who have a voice what becomes of it."""

    track = forms.ChoiceField(label=_("Your track"), choices=Track.choices, widget=forms.RadioSelect)
    voice = forms.ChoiceField(
        label=_("What shall become of your voice?"),
        required=False,
        choices=[("keep", _("Keep it as it is")), ("rest", _("Let it rest; I can wake it any time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what shall become of your voice. Nothing is deleted either way.")},
    )

    def __init__(self, *args: Any, has_voice: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_voice:
            del self.fields["voice"]

    def clean(self) -> dict[str, Any]:
        """The choices; whoever leaves the ambassadors with a voice says what becomes of it."""
        given = super().clean() or {}
        if "voice" in self.fields and given.get("track") == Track.SOCIAL_EMPLOYEE and not given.get("voice"):
            self.add_error("voice", self.fields["voice"].error_messages["required"])
        return given


class FirstVoiceForm(forms.Form):
    """How the voice is called. What it may do is asked beside it, each purpose on its own."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As the public reads it; your own or a pen name.")
    )
    handle = forms.CharField(label=_("Handle"), max_length=LONGEST + 1)
