"""What is typed about units, hours and brands."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manyvoices.people.calendars import DAYS
from manyvoices.people.models import UnitKind
from manyvoices.people.settings import Setting
from manyvoices.people.spoken import languages_to_choose
from manyvoices.web.long_select import LongSelect, LongSelectMultiple

_HOLIDAY = re.compile(r"(\d{4}-\d\d-\d\d)\s+(\S.*)")
_AREA = {"rows": 4}
_DAY_NAMES = dict(
    zip(
        DAYS,
        (
            _("Monday"),
            _("Tuesday"),
            _("Wednesday"),
            _("Thursday"),
            _("Friday"),
            _("Saturday"),
            _("Sunday"),
        ),
        strict=True,
    )
)


class UnitForm(forms.Form):
    """What a unit is called and what it is."""

    name = forms.CharField(label=_("Name of the unit"), max_length=120)
    kind = forms.ChoiceField(label=_("What it is"), choices=UnitKind.choices, initial=UnitKind.TEAM)


class CloseForm(forms.Form):
    """Why a unit closes."""

    because = forms.CharField(
        label=_("Reason"), help_text=_("It stands in the record, with the roles that end."), max_length=500
    )


class SettingForm(forms.Form):
    """The value of one setting."""

    value = forms.CharField(max_length=60)

    def __init__(self, wanted: Setting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{wanted.name}_%s", **kwargs})
        measure = wanted.unit_of_measure
        if wanted.choices is not None:
            self.fields["value"] = forms.ChoiceField(choices=list(wanted.choices.items()), widget=LongSelect)
        self.fields["value"].label = f"{wanted.label} ({measure})" if measure else str(wanted.label)


class HoursForm(forms.Form):
    """The working week, and the days on which nobody works."""

    time_zone = forms.CharField(
        label=_("Time zone"), max_length=60, help_text=_("In which these hours are meant, like Europe/Oslo.")
    )
    holidays = forms.CharField(
        label=_("Holidays"),
        required=False,
        max_length=20_000,
        help_text=_("One line each: 2026-12-25 Christmas Day"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in _DAY_NAMES.items():
            typing = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "08:00–12:00, 13:00–16:30"})
            self.fields[day] = forms.CharField(label=name, max_length=120, required=False, widget=typing)

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven fields of the week."""
        return [self[day] for day in DAYS]

    def clean_holidays(self) -> dict[date, str]:
        """Each day with its name, the last line for a day counts."""
        found: dict[date, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["holidays"].splitlines())):
            match = _HOLIDAY.fullmatch(line)
            try:
                day = date.fromisoformat(match[1] if match else "")
            except ValueError:
                raise forms.ValidationError(
                    gettext("“%(line)s” is no day with a name. Write it like 2026-12-25 Christmas Day.")
                    % {"line": line[:60]}
                ) from None
            found[day] = match[2].strip() if match else ""
        return found


class NewBrandForm(forms.Form):
    """A brand to begin with."""

    name = forms.CharField(label=_("Name of the brand"), max_length=120)
    colour = forms.CharField(
        label=_("Colour"),
        initial="#1f5c57",
        help_text=_("Any colour: text on it stays readable by itself."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )


class BrandForm(NewBrandForm):
    """All a brand says about itself."""

    introduction = forms.CharField(
        label=_("Introduction"), max_length=1000, required=False, widget=forms.Textarea(attrs=_AREA)
    )
    website = forms.CharField(
        label=_("Website"), max_length=200, required=False, widget=forms.TextInput(attrs={"type": "url"})
    )
    imprint = forms.CharField(
        label=_("Imprint"),
        max_length=4000,
        required=False,
        help_text=_("Shown on the public pages of this brand's voices. Empty: that of the organisation."),
        widget=forms.Textarea(attrs=_AREA),
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages_to_choose, widget=LongSelect)
    languages = forms.MultipleChoiceField(
        label=_("Further languages"),
        required=False,
        choices=languages_to_choose,
        widget=LongSelectMultiple(attrs={"size": 6}),
    )
    time_zone = forms.CharField(label=_("Time zone"), max_length=60, help_text=_("Like Europe/Oslo."))
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("JPEG, PNG, WebP or GIF."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    drop_logo = forms.BooleanField(label=_("Take the logo away"), required=False)


class DomainForm(forms.Form):
    """The domain on which a brand's voices are found."""

    domain = forms.CharField(
        label=_("Handle domain"),
        max_length=253,
        required=False,
        help_text=_("The domain alone, like nordbahn.example. Empty: the address of this installation."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
    )
