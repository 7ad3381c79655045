"""How fresh the inbox is, in words: "Last checked 20 s ago on 3 channels.", and what is stale and why."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from manyvoices.conversations.models import Collecting
from manyvoices.conversations.queries.checked import Checked
from manyvoices.voices.models import ChannelState
from manyvoices.web.inbox.words import network_mark


@dataclass(frozen=True, slots=True)
class Freshness:
    """`sentence` always says something; `wrong` are sentences in red, one for each channel that is not asked as it should be."""

    sentence: str
    wrong: list[str]


def spoken(checked: Checked, now: datetime) -> Freshness:
    """The sentences for what the query found."""
    wrong = [_stale(row, now) for row in checked.named]
    more = checked.stale - len(wrong)
    if more:
        wrong.append(ngettext("And %(n)s channel more.", "And %(n)s channels more.", more) % {"n": more})
    if checked.gaps:
        gap = ngettext(
            "%(n)s stretch of time was missed and is not fetched yet: something may be missing.",
            "%(n)s stretches of time were missed and are not fetched yet: something may be missing.",
            checked.gaps,
        )
        wrong.append(gap % {"n": checked.gaps})
    return Freshness(_sentence(checked, now), wrong)


def _sentence(checked: Checked, now: datetime) -> str:
    if not checked.channels:
        return gettext("No channel brings messages here yet.")
    count = ngettext("%(n)s channel", "%(n)s channels", checked.channels) % {"n": checked.channels}
    if checked.at is None:
        return gettext("Not checked yet on all of %(channels)s.") % {"channels": count}
    return gettext("Last checked %(ago)s ago on %(channels)s.") % {
        "ago": ago(checked.at, now),
        "channels": count,
    }


def _stale(row: Collecting, now: datetime) -> str:
    named = {"address": row.channel.address, "network": network_mark(row.channel.network)}
    if row.channel.state == ChannelState.RECONNECT:
        return gettext("%(address)s (%(network)s) is not checked: it has to be connected again.") % named
    since = row.failing_since or row.checked_at
    if since is None:
        return gettext("%(address)s (%(network)s) was never checked yet.") % named
    return gettext("%(address)s (%(network)s) could not be checked for %(ago)s.") % {
        **named,
        "ago": ago(since, now),
    }


def ago(since: datetime, now: datetime) -> str:
    """How long ago, as short as it stays true: seconds, minutes, hours, days."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < 60:
        return ngettext("%(n)s s", "%(n)s s", seconds) % {"n": seconds}
    minutes = seconds // 60
    if minutes < 60:
        return ngettext("%(n)s min", "%(n)s min", minutes) % {"n": minutes}
    if minutes < 24 * 60:
        return ngettext("%(n)s h", "%(n)s h", minutes // 60) % {"n": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
