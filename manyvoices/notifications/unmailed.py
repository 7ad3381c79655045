"""Why something somebody was told did not go out as a letter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unmailed(models.TextChoices):
    """The reason, as the person reads it; none where there is a letter."""

    KIND = "kind", _("Only here: this is not sent by e-mail")
    SWITCHED_OFF = "switched_off", _("Only here: you switched off e-mails about this")
    NO_ADDRESS = "no_address", _("Only here: you have no e-mail address")
    ODD_ADDRESS = "odd_address", _("Only here: your e-mail address cannot be written to")
    NO_SERVER = "no_server", _("Only here: e-mail was not set up at the time")
    LEFT = "left", _("Only here: your access had ended")
