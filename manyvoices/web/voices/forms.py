"""What is typed about a voice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Unit
from manyvoices.people.spoken import languages_to_choose
from manyvoices.voices.actions.make_voice import VoiceWords
from manyvoices.voices.models import VoiceKind
from manyvoices.web.long_select import LongSelect

SHARED = [
    (VoiceKind.GROUP.value, _("Group: people of several departments who speak about one thing")),
    (VoiceKind.DEPARTMENT.value, _("Department: a unit speaks, through named colleagues of it")),
    (VoiceKind.BRAND.value, _("Brand: the official voice of a name the public knows")),
]


class VoiceForm(forms.Form):
    """How a voice presents itself."""

    handle = forms.CharField(
        label=_("Handle"),
        max_length=31,
        help_text=_("Letters a-z, digits and _. It is part of the address people follow."),
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    role_line = forms.CharField(
        label=_("What you do"),
        max_length=120,
        required=False,
        help_text=_("For example: driver, Depot West."),
    )
    bio = forms.CharField(
        label=_("About"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages_to_choose, widget=LongSelect)
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG, WebP or GIF; the middle square is used, and where it was taken is left out."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )

    def words(self) -> VoiceWords:
        """The words as the actions take them."""
        typed = {key: self.cleaned_data[key] for key in ("handle", "name", "role_line", "bio", "language")}
        return VoiceWords(**typed)


class OwnVoiceForm(VoiceForm):
    """One's own voice, with the yes it needs."""

    agree = forms.BooleanField(label=_("I agree"), required=False)


class SharedVoiceForm(VoiceForm):
    """A voice of a group, a department or a brand."""

    kind = forms.ChoiceField(label=_("Whose voice is it?"), choices=SHARED, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    field_order = ("kind", "unit")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ModelChoiceField):
            unit.queryset = units


class EditVoiceForm(VoiceForm):
    """A voice that is there, whose picture may be taken away."""

    drop_picture = forms.BooleanField(label=_("Take the picture away"), required=False)
