"""What a line of a plan would become, or what is wrong with it, in words. Pure: voices and texts come loaded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from manyvoices.core.markup.text import tidy
from manyvoices.core.zones import known_zones
from manyvoices.networks import registry
from manyvoices.networks.counting import length
from manyvoices.pauses.kinds import PostKind
from manyvoices.people.spoken import languages_to_choose
from manyvoices.publishing.models.post import MAX_TEXT
from manyvoices.publishing.scheduling import NoSuchTime, moment
from manyvoices.voices.models import Channel, Voice

KINDS = (PostKind.PROMOTION, PostKind.STORY, PostKind.HELP, PostKind.SERVICE)
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")


@dataclass(frozen=True)
class Plannable:
    """A voice somebody writes as, its active channels, and whether they may publish unreviewed."""

    voice: Voice
    channels: Sequence[Channel]
    may_release: bool


@dataclass(frozen=True)
class Known:
    """What a plan is compared with: voices by handle, the zone of lines that name none, and the time of the look."""

    voices: Mapping[str, Plannable]
    zone: str
    now: datetime


@dataclass
class Judgement:
    """The post a line becomes. `problem`: nothing is written. `at` is None for a draft without a full time."""

    voice: Voice | None = None
    channels: list[Channel] = field(default_factory=list)
    day: date | None = None
    wall_time: time | None = None
    zone: str = ""
    at: datetime | None = None
    kind: str = PostKind.PROMOTION
    language: str = ""
    text: str = ""
    content_warning: str = ""
    may_release: bool = False
    problem: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def becomes_planned(self) -> bool:
        """Whether it has a time and somebody who may publish it."""
        return self.at is not None and self.may_release and not self.problem


class _Wrong(Exception):
    """`str()` is the sentence."""


def judge(values: Mapping[str, str], known: Known) -> Judgement:
    """What the line would become; the first thing that is wrong stands in `problem`."""
    line = Judgement()
    try:
        _where(line, values, known)
        _words(line, values)
        _when(line, values, known)
    except _Wrong as wrong:
        line.problem = str(wrong)
    return line


def _where(line: Judgement, values: Mapping[str, str], known: Known) -> None:
    handle = values.get("voice", "").strip().lstrip("@").partition("@")[0].lower()
    if not handle and len(known.voices) == 1:
        handle = next(iter(known.voices))
    found = known.voices.get(handle)
    if not handle:
        raise _Wrong(_("The voice is missing. Write its handle."))
    if found is None:
        raise _Wrong(_("You do not speak as “%(name)s”, or there is no such voice.") % {"name": handle[:60]})
    line.voice, line.may_release = found.voice, found.may_release
    line.channels = _channels(values.get("channels", ""), found)
    if not line.may_release:
        line.warnings.append(_("You may not publish as this voice without review: it becomes a draft."))


def _channels(said: str, found: Plannable) -> list[Channel]:
    names = [name.strip().lstrip("@").lower() for name in re.split(r"[|;\n]", said) if name.strip()]
    if not names:
        chosen = [channel for channel in found.channels if channel.network == "native"]
    else:
        chosen = [
            one for one in found.channels if {one.network, one.address.lstrip("@").lower()} & set(names)
        ]
        there = {name for one in chosen for name in (one.network, one.address.lstrip("@").lower())}
        missing = [name for name in names if name not in there]
        if missing:
            raise _Wrong(_("This voice has no connected channel “%(name)s”.") % {"name": missing[0][:80]})
    if not chosen:
        raise _Wrong(_("This voice has no connected channel."))
    return chosen


def _words(line: Judgement, values: Mapping[str, str]) -> None:
    said, warning = values.get("text", ""), values.get("content_warning", "")
    kind = values.get("kind", "").strip().lower() or PostKind.PROMOTION.value
    names = {str(one.value): one.value for one in KINDS} | {
        str(one.label).lower(): one.value for one in KINDS
    }
    if kind not in names:
        raise _Wrong(
            _("“%(kind)s” is no kind. Write promotion, story, help or service.") % {"kind": kind[:40]}
        )
    language = values.get("language", "").strip().lower() or (line.voice.language if line.voice else "en")
    if language not in {str(code).lower() for code, _name in languages_to_choose()}:
        raise _Wrong(_("“%(code)s” is no language. Write a code such as “en”.") % {"code": language[:40]})
    if not said.strip():
        raise _Wrong(_("The text is missing."))
    if len(said) > MAX_TEXT or len(warning) > 200:
        raise _Wrong(_("A text has at most 60,000 characters, a content warning at most 200."))
    line.kind, line.language = names[kind], language
    line.text, line.content_warning = tidy(said, MAX_TEXT), tidy(warning, 200)
    for channel in line.channels:
        limits = registry.limits(channel.network)
        over = length(line.text, limits.count) + len(line.content_warning) - limits.length
        if over > 0:
            shown = {"over": over, "address": channel.address}
            raise _Wrong(_("%(over)s characters too long for %(address)s.") % shown)


def _when(line: Judgement, values: Mapping[str, str], known: Known) -> None:
    line.zone = values.get("time_zone", "").strip() or known.zone
    if line.zone not in known_zones():
        raise _Wrong(
            _("“%(zone)s” is not a time zone. Write one such as Europe/Berlin.") % {"zone": line.zone[:60]}
        )
    line.day, line.wall_time = _day(values.get("date", "").strip()), _time(values.get("time", "").strip())
    if line.day is None:
        line.wall_time = None
        line.warnings.append(_("No day: it becomes a draft."))
        return
    if line.wall_time is None:
        line.warnings.append(_("No time: it becomes a draft that wishes for the day."))
        return
    try:
        found = moment(datetime.combine(line.day, line.wall_time), line.zone)
    except NoSuchTime as skipped:
        raise _Wrong(str(skipped)) from None
    if found.at <= known.now:
        raise _Wrong(_("That time is past."))
    line.at = found.at
    if found.note:
        line.warnings.append(found.note)


def _day(said: str) -> date | None:
    if not said:
        return None
    for form in _DATES:
        if found := form.fullmatch(said):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise _Wrong(_("“%(day)s” is no day. Write it like 2027-03-28.") % {"day": said[:40]})


def _time(said: str) -> time | None:
    if not said:
        return None
    found = _TIME.fullmatch(said)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise _Wrong(_("“%(time)s” is no time. Write it like 08:10.") % {"time": said[:40]})
