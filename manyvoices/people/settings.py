"""Settings that hold for a unit and everything below it: names, meanings, who may set them, and how they are read.

A unit without its own value has that of the nearest unit above which has one, else the default. Whoever needs a
setting asks `queries.setting(unit_id, name)`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.core.zones import known_zones
from manyvoices.people.models import RoleName
from manyvoices.people.spoken import languages_to_choose

_ADMINISTRATORS = frozenset({RoleName.ADMINISTRATOR.value})
_LANGUAGES = dict(languages_to_choose())
_PROGRAMME = _ADMINISTRATORS | {RoleName.PROGRAMME_LEAD.value}
_LEADS = frozenset({RoleName.UNIT_LEAD.value, RoleName.PROGRAMME_LEAD.value})


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """One setting. `read` makes the value of what was typed, or raises Invalid on `value`; `set_by` are roles.

    `default` None means the organisation's own field of the same name. `on_unit`: kept in the unit's own column.
    """

    name: str
    label: str | Promise
    meaning: str | Promise
    default: Any
    read: Callable[[str], Any]
    set_by: frozenset[str]
    choices: Mapping[str, str | Promise] | None = None
    unit_of_measure: str | Promise = ""
    on_unit: bool = False


def _zone(typed: str) -> str:
    if typed not in known_zones():
        raise Invalid(value=_("This time zone is not known. Write it like Europe/Vienna."))
    return typed


def _language(typed: str) -> str:
    if typed not in _LANGUAGES:
        raise Invalid(value=_("Choose one of the languages."))
    return typed


def _percent(typed: str) -> int:
    if not typed.isascii() or not typed.isdecimal() or not 0 <= int(typed) <= 50:
        raise Invalid(value=_("Write a whole number between 0 and 50."))
    return int(typed)


def _model(typed: str) -> str:
    if typed not in OPERATING_MODELS:
        raise Invalid(value=_("Choose one of the four."))
    return typed


def _nominators(typed: str) -> str:
    if typed not in WHO_NOMINATES:
        raise Invalid(value=_("Choose one of the three."))
    return typed


def _way(typed: str) -> str:
    if typed not in WAYS_OF_GIVING_OUT:
        raise Invalid(value=_("Choose one of the four."))
    return typed


def _months(typed: str) -> int:
    if not typed.isascii() or not typed.isdecimal() or not 0 <= int(typed) <= 360:
        raise Invalid(value=_("Write a whole number of months up to 360; 0 keeps for good."))
    return int(typed)


WAYS_OF_GIVING_OUT: dict[str, str | Promise] = {
    "best": gettext_lazy("To the colleague who fits best"),
    "round_robin": gettext_lazy("By turns"),
    "manual": gettext_lazy("By hand: somebody gives them out"),
    "take_it": gettext_lazy("Whoever takes one has it"),
}

WHO_NOMINATES: dict[str, str | Promise] = {
    "everybody": gettext_lazy("Everybody: leads, colleagues and oneself"),
    "leads_and_self": gettext_lazy("Leads, and oneself"),
    "leads": gettext_lazy("Leads alone"),
}

OPERATING_MODELS: dict[str, str | Promise] = {
    "central": gettext_lazy("Central: an editorial team looks at what leaves"),
    "hub_and_spoke": gettext_lazy("Hub and spoke: the centre looks at promotions"),
    "dandelion": gettext_lazy("Dandelion: each unit by itself, with its own hub"),
    "many_voices": gettext_lazy("Many voices: trained people publish by themselves"),
}

SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting(
            name="time_zone",
            label=gettext_lazy("Time zone"),
            meaning=gettext_lazy(
                "In which time people of this unit read times, unless they chose their own."
            ),
            default=None,
            read=_zone,
            set_by=_ADMINISTRATORS,
            on_unit=True,
        ),
        Setting(
            name="language",
            label=gettext_lazy("Language"),
            meaning=gettext_lazy(
                "In which language a new voice of this unit begins; the person can change it."
            ),
            default=None,
            read=_language,
            set_by=_ADMINISTRATORS,
            choices=_LANGUAGES,
            on_unit=True,
        ),
        Setting(
            name="week_share",
            label=gettext_lazy("Suggested share of the week"),
            meaning=gettext_lazy(
                "How much of the working week is suggested when time for being a voice is agreed. A suggestion, "
                "never a target: what counts is what a person and their lead agree."
            ),
            default=5,
            read=_percent,
            set_by=_PROGRAMME,
            unit_of_measure="%",
        ),
        Setting(
            name="who_nominates",
            label=gettext_lazy("Who may nominate"),
            meaning=gettext_lazy(
                "Who may propose somebody of this unit as a voice. Nobody is ever enrolled."
            ),
            default="everybody",
            read=_nominators,
            set_by=_PROGRAMME,
            choices=WHO_NOMINATES,
        ),
        Setting(
            name="operating_model",
            label=gettext_lazy("Operating model"),
            meaning=gettext_lazy(
                "Whose posts a colleague looks at first, where no rule is written: by the central model everybody's "
                "stories, promotions and service posts, by hub and spoke everybody's promotions, else only those of "
                "people without the grant to publish."
            ),
            default="many_voices",
            read=_model,
            set_by=_PROGRAMME,
            choices=OPERATING_MODELS,
        ),
        Setting(
            name="way_of_giving_out",
            label=gettext_lazy("How messages are given out"),
            meaning=gettext_lazy(
                "To whom goes what people write to this unit. What nobody has waits in the unit's queue, is watched "
                "there, and goes on to the units above."
            ),
            default="best",
            read=_way,
            set_by=_LEADS,
            choices=WAYS_OF_GIVING_OUT,
        ),
        Setting(
            name="keep_conversations",
            label=gettext_lazy("How long conversations are kept"),
            meaning=gettext_lazy(
                "So many months after a conversation was closed its words go: what was said, by them and by us, and "
                "what was remarked. Counts stay. A legal hold stops it; 0 keeps for good."
            ),
            default=36,
            read=_months,
            set_by=_PROGRAMME,
            unit_of_measure=gettext_lazy("months"),
        ),
    )
}


def setting_named(name: str) -> Setting:
    """The setting of this name. Raises NotThere."""
    if name not in SETTINGS:
        raise NotThere
    return SETTINGS[name]


def shown(setting: Setting, value: Any) -> str:
    """A value as people read it."""
    named = (setting.choices or {}).get(str(value), value)
    return f"{named} {setting.unit_of_measure}".strip()
