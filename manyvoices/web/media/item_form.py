"""What stands beside an item of the library: how it is found, and the rights to use it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.media.actions.set_rights import UseRights
from manyvoices.media.models import File, Release, Source
from manyvoices.publishing.library import Described
from manyvoices.publishing.models import MediaItem


def _line(most: int) -> forms.TextInput:
    return forms.TextInput(attrs={"dir": "auto", "maxlength": most})


class ItemForm(forms.Form):
    """Words and rights."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=_line(200))
    alt = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=1500,
        help_text=_("For people who cannot see it. Posts that use it start with these words."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=900,
        help_text=_("Separated by commas."),
        widget=_line(900),
    )
    source = forms.ChoiceField(label=_("Where it comes from"), choices=Source.choices)
    credit = forms.CharField(label=_("Credit"), required=False, max_length=200, widget=_line(200))
    licence = forms.CharField(label=_("Licence"), required=False, max_length=200, widget=_line(200))
    people_shown = forms.CharField(label=_("People shown"), required=False, max_length=500, widget=_line(500))
    release = forms.ChoiceField(label=_("Did they agree?"), choices=Release.choices, initial=Release.UNKNOWN)
    expires_on = forms.DateField(
        label=_("May be used until"),
        required=False,
        help_text=_("The last day. After it nobody can publish it any more; empty means without end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def described(self) -> Described:
        """How it is found. Only after `is_valid`."""
        given = self.cleaned_data
        return Described(title=given["title"], alt=given["alt"], tags=given["tags"].split(","))

    def use_rights(self) -> UseRights:
        """The rights. Only after `is_valid`."""
        names = ("source", "credit", "licence", "people_shown", "release", "expires_on")
        return UseRights(**{name: self.cleaned_data[name] for name in names})


class AddForm(ItemForm):
    """A file with its words and rights; `units` are those one may offer in."""

    file = forms.FileField(
        label=_("Picture or film"),
        required=False,
        help_text=_("JPEG, PNG, WebP or GIF up to 15 MB; MP4, WebM or MOV up to 100 MB and three minutes."),
        widget=forms.FileInput(attrs={"accept": "image/*,video/mp4,video/webm,video/quicktime"}),
    )
    unit = forms.ChoiceField(
        label=_("For whom"), help_text=_("Everybody in this unit and below it may use it.")
    )

    field_order = ["file", "title", "alt", "tags", "unit"]

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = units


def initial(item: MediaItem) -> dict[str, Any]:
    """What the form of an item starts with."""
    return {"title": item.title, "alt": item.alt, "tags": ", ".join(item.tags), **rights_of(item.file)}


def rights_of(file: File) -> dict[str, Any]:
    """The rights as they stand on a file."""
    names = ("source", "credit", "licence", "people_shown", "release", "expires_on")
    return {name: getattr(file, name) for name in names}
