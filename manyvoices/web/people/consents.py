"""What one agreed to, purpose by purpose and channel by channel, given and taken back with one tap."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.refusals import NotThere
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.models import Consent, Person, Purpose
from manyvoices.people.queries import consents_of
from manyvoices.people.wordings import shown
from manyvoices.voices.models import Channel, ChannelState
from manyvoices.web.becoming.asked import NEEDS_THE_NEWEST, OF_A_CHANNEL, OF_THE_PERSON, WHEN_WITHDRAWN, Asked
from manyvoices.web.working_page import working_page

MOST_HISTORY = 100
Given = dict[tuple[str, int | None], Consent]


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose on one channel: the yes that stands, and whether its words were changed since."""

    asked: Asked
    standing: Consent | None
    changed: bool
    ask_again: bool
    new_words: str


@working_page("GET")
def consents(request: HttpRequest, me: Person) -> HttpResponse:
    """Every purpose for each own channel and for oneself, and the history with the words of each yes."""
    language = get_language() or settings.LANGUAGE_CODE
    rows = list(consents_of(me)[:MOST_HISTORY])
    given, channels = _standing(rows), {row.pk: row for row in _own_channels(me)}
    open_ones = [row for row in channels.values() if row.state != ChannelState.CLOSED]
    context = {
        "channels": [(row, _lines(OF_A_CHANNEL, given, row.pk, language)) for row in open_ones],
        "about_me": _lines(OF_THE_PERSON, given, None, language),
        "elsewhere": _elsewhere(given, {row.pk for row in open_ones}),
        "history": [(row, channels.get(row.channel or 0)) for row in rows],
        "section": "me",
    }
    return render(request, "people/consents.html", context)


@working_page("POST")
def give(request: HttpRequest, me: Person) -> HttpResponse:
    """Say yes to the words as they stand, for one purpose and one own channel; another's channel is a 404."""
    purpose, channel = request.POST.get("purpose", ""), request.POST.get("channel", "")
    of_me = purpose in OF_THE_PERSON and not channel
    mine = channel.isdecimal() and _own_channels(me).filter(pk=int(channel)).exists()
    if not of_me and not (mine and purpose in OF_A_CHANNEL):
        raise NotThere
    give_consent(
        actor=me,
        purpose=purpose,
        channel_id=None if of_me else int(channel),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    messages.success(request, _("Your yes counts from this moment."))
    return redirect("my-consents")


@working_page("POST")
def withdraw(request: HttpRequest, me: Person, consent_id: int) -> HttpResponse:
    """Withdraw one of one's own consents; somebody else's is a 404."""
    consent = consents_of(me).filter(pk=consent_id).first()
    if consent is None:
        raise NotThere
    withdraw_consent(actor=me, consent=consent)
    after = WHEN_WITHDRAWN[Purpose(consent.purpose)]
    messages.success(request, _("Withdrawn. It counts from this moment. %(after)s") % {"after": after})
    return redirect("my-consents")


def _own_channels(me: Person) -> QuerySet[Channel]:
    return Channel.objects.filter(voice__person=me).select_related("voice").order_by("id")


def _standing(rows: list[Consent]) -> Given:
    """The newest yes that stands for each purpose and channel; `rows` are newest first."""
    now, found = clock.now(), Given()
    for row in rows:
        if row.withdrawn_at is None and (row.expires_at is None or row.expires_at > now):
            found.setdefault((row.purpose, row.channel), row)
    return found


def _lines(purposes: tuple[Purpose, ...], given: Given, channel: int | None, language: str) -> list[Line]:
    return [_line(one, given.get((one, channel)) or given.get((one, None)), language) for one in purposes]


def _line(purpose: Purpose, standing: Consent | None, language: str) -> Line:
    changed = standing is not None and _words_changed(standing)
    words = standing.wording.text if standing is not None else shown(purpose, language)
    asked = Asked(purpose, words, WHEN_WITHDRAWN[purpose])
    again = changed and purpose in NEEDS_THE_NEWEST
    return Line(asked, standing, changed, again, shown(purpose, language) if again else "")


def _words_changed(standing: Consent) -> bool:
    return standing.wording.text != shown(standing.purpose, standing.wording.language)


def _elsewhere(given: Given, shown_channels: set[int]) -> list[Consent]:
    """Yeses that stand for channels which are closed by now: they can be taken back all the same."""
    return [
        row
        for (purpose, channel), row in given.items()
        if channel not in shown_channels and not (channel is None and purpose in OF_THE_PERSON)
    ]
