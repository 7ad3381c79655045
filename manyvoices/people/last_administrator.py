"""Somebody always administers the whole organisation."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyvoices.core.refusals import Refused
from manyvoices.people.models import Role, RoleName


def refuse_last_administrator(ending: QuerySet[Role]) -> None:
    """Refuse when nobody would be left who administers the whole organisation."""
    everywhere = Role.objects.filter(
        name=RoleName.ADMINISTRATOR, unit__parent=None, ended_at=None, person__is_active=True
    )
    if everywhere.filter(pk__in=ending).exists() and not everywhere.exclude(pk__in=ending).exists():
        raise Refused(_("Nobody else administers the whole organisation. Make somebody administrator first."))
