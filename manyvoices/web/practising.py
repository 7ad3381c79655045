"""How the practice network can behave, in the words of people. One table for whoever connects it and whoever looks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.networks.sandbox.connect import account
from manyvoices.voices.models import Channel

# "network behaviour" (networks/sandbox/README.md), in the order in which one learns.
PRACTICES: list[tuple[str, Promise]] = [
    ("sandbox accept", _("It accepts everything")),
    ("sandbox refuse", _("It refuses everything and says why")),
    ("sandbox busy", _("It is busy and says when to come again")),
    ("sandbox busy-garbage", _("It is busy three times and says nonsense about when to come again")),
    ("sandbox revoked", _("It lets us in no more: the channel has to be connected again")),
    ("sandbox error-before", _("It answers with an error and has not taken the post")),
    ("sandbox error-after", _("It answers with an error, but has taken the post")),
    ("sandbox drop-after", _("It takes the post and hangs up in the middle of its answer")),
    ("sandbox stall-after", _("It takes the post and never answers")),
    ("sandbox late-lookup", _("It answers with an error and shows the post only a moment later")),
    ("sandbox no-lookup", _("It accepts, and cannot say what arrived")),
    ("sandbox moody", _("A bit of everything, as on a bad day")),
    ("sandbox-blind error-after", _("It answers with an error and cannot be searched: you are asked")),
]


def behaves(channel: Channel) -> Promise:
    """How this practice channel behaves, in words."""
    for value, words in PRACTICES:
        network, _space, behaviour = value.partition(" ")
        if network == channel.network and account("", channel.address, behaviour)[1] == channel.options:
            return words
    return _("It behaves as somebody set it by hand")
