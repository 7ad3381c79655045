"""What part of the record is asked for: every filter stands in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from manyvoices.core.models import AuditRow
from manyvoices.people.models import Person
from manyvoices.web.audit.words import WORDS

MOST_NAMESAKES = 200


class AuditForm(forms.Form):
    """Who, what, since when, until when, and words of the reason."""

    who = forms.CharField(label=_("Who"), max_length=120, required=False)
    what = forms.ChoiceField(label=_("What"), required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    words = forms.CharField(label=_("Words of the reason"), max_length=120, required=False)

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data)
        cast("forms.ChoiceField", self.fields["what"]).choices = [
            ("", _("Everything")),
            *sorted(WORDS.items(), key=lambda pair: str(pair[1]).casefold()),
        ]


@dataclass(frozen=True)
class Asked:
    """The rows, the newest first, and whether anything was left out."""

    rows: "QuerySet[AuditRow]"
    narrowed: bool


def asked(form: AuditForm) -> Asked:
    """What the form asks for; a filter that cannot be read shows nothing rather than everything."""
    rows = AuditRow.objects.order_by("-id")
    if not form.is_valid():
        return Asked(rows.none(), narrowed=True)
    given = {name: value for name, value in form.cleaned_data.items() if value}
    for name, value in given.items():
        rows = rows.filter(_FILTERS[name](value))
    return Asked(rows, narrowed=bool(given))


def _by(name: str) -> Q:
    people = Person.objects.filter(Q(name__icontains=name) | Q(email__iexact=name) | Q(login__iexact=name))
    return Q(actor_id__in=list(people.values_list("pk", flat=True)[:MOST_NAMESAKES]))


def _midnight(day: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


_FILTERS: dict[str, Callable[[Any], Q]] = {
    "who": _by,
    "what": lambda verb: Q(verb=verb),
    "since": lambda day: Q(at__gte=_midnight(day)),
    "until": lambda day: Q(at__lt=_midnight(day + timedelta(days=1))),
    "words": lambda words: Q(because__icontains=words),
}
