"""What the composer asks for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.core.refusals import Invalid
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.spoken import languages_to_choose
from manyvoices.publishing.actions.save_draft import Words
from manyvoices.publishing.models import Post, Variant
from manyvoices.publishing.variants import words_for
from manyvoices.voices.models import Voice
from manyvoices.web.long_select import LongSelect

MEANINGS: dict[str, Promise] = {
    PostKind.STORY: _("Story: what you do and see at work"),
    PostKind.PROMOTION: _("Promotion: an offer, an event, a vacancy"),
    PostKind.HELP: _("Help: an answer or advice that somebody needs"),
    PostKind.SERVICE: _("Service: what changes for customers right now"),
}


class ComposerForm(forms.Form):
    """Words, where they go and when. `voices` are those the writer may speak as, with their active channels.

    The channels of all of them are offered, because a page without scripts cannot change its boxes when another
    voice is chosen; only those of the chosen voice count.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    voice = forms.ChoiceField(label=_("As"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Your words"), required=False, strip=False, widget=forms.Textarea(attrs={"dir": "auto"})
    )
    content_warning = forms.CharField(
        label=_("Content warning"),
        required=False,
        strip=False,
        help_text=_("Shown first; readers open the post when they want to. At most 200 characters."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=_("What kind of post is it?"),
        choices=[(str(kind), meaning) for kind, meaning in MEANINGS.items()],
        help_text=_("A pause stops promotions and stories. Help and service keep flowing."),
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the post"), choices=languages_to_choose, widget=LongSelect
    )
    channels = forms.MultipleChoiceField(label=_("Channels"), required=False)
    date = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, voices: Sequence[Voice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voices = {str(voice.pk): voice for voice in voices}
        self._of_choice("voice").choices = [(pk, voice.name) for pk, voice in self.voices.items()]
        self._of_choice("channels").choices = [
            (str(channel.pk), channel.address) for voice in voices for channel in voice.channels.all()
        ]

    def words(self) -> Words:
        """What was written, for `save_draft`. Only after `is_valid`."""
        given = self.cleaned_data
        voice = self.voices[given["voice"]]
        own = {str(channel.pk) for channel in voice.channels.all()}
        return Words(
            text=given["text"],
            content_warning=given["content_warning"],
            language=given["language"],
            kind=given["kind"],
            voice=voice,
            channels=[int(pk) for pk in given["channels"] if pk in own],
        )

    def wall(self) -> datetime:
        """The planned time as a clock shows it. Raises Invalid when the day or the time is missing."""
        day, time = self.cleaned_data["date"], self.cleaned_data["time"]
        if day is None or time is None:
            raise Invalid(date=str(_("Choose a day and a time, or publish now.")))
        return datetime.combine(day, time)

    def _of_choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        return field


def saved(post: Post, voices: Sequence[Voice]) -> dict[str, Any]:
    """The initial values of the form for a draft; other voices start with their native channels ticked."""
    words = newest(post)
    return {
        "revision": post.revision,
        "voice": str(post.voice_id),
        "text": words.text if words else "",
        "content_warning": words.content_warning if words else "",
        "kind": post.kind,
        "language": post.language,
        "channels": [str(channel.pk) for channel in post.channels.all()]
        + native_channels(voice for voice in voices if voice.pk != post.voice_id),
        "date": post.planned_day,
        "time": post.planned_time,
        "time_zone": post.time_zone,
    }


def newest(post: Post) -> Variant | None:
    """The newest words of a post for all its channels."""
    return words_for(post.variants.all(), None, post.language)


def native_channels(voices: Any) -> list[str]:
    """Ids of the channels that are ticked before anybody chose: those on our own server."""
    return [
        str(channel.pk) for voice in voices for channel in voice.channels.all() if channel.network == "native"
    ]
