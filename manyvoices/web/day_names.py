"""The days of the week as people read them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAY_NAMES: dict[str, Promise] = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
