"""The first steps of a voice: read from what is there, stored nowhere."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import Person, Purpose, Right, RoleName, Track
from manyvoices.people.queries import rights
from manyvoices.people.queries.consents import consents_of
from manyvoices.publishing.models import Delivery, State, Verb
from manyvoices.publishing.models.delivery import PRACTICE_NETWORKS
from manyvoices.voices.models import Voice
from manyvoices.voices.queries import own_voice
from manyvoices.web.working_page import working_page

PUT_AWAY = "first-steps-put-away"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Step:
    """One line of components/checklist.html."""

    title: str | Promise
    done: bool
    url: str
    action: str | Promise


@working_page("GET")
def steps(request: HttpRequest, me: Person) -> HttpResponse:
    """The steps of one's own track, with what helps at each."""
    own = own_voice(me)
    context = {"steps": steps_of(me, own), "voice": own, "person": me, "section": "today"}
    return render(request, "becoming/steps.html", context)


@working_page("POST")
def close(request: HttpRequest, me: Person) -> HttpResponse:
    """Put the card away on this device; the page stays. A cookie remembers it: it is nobody's business but theirs."""
    answer = redirect("today")
    answer.set_cookie(
        PUT_AWAY, str(me.pk), max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return answer


def steps_for_today(request: HttpRequest, me: Person) -> list[Step]:
    """The steps while one is open, for those who chose a track and did not put them away."""
    if not me.track or request.COOKIES.get(PUT_AWAY) == str(me.pk):
        return []
    found = steps_of(me, own_voice(me))
    return found if any(not step.done for step in found) else []


def steps_of(me: Person, own: Voice | None) -> list[Step]:
    """Every step of this person's track, done or not, in a fixed number of queries."""
    if me.track == Track.SOCIAL_EMPLOYEE:
        return [_topics(me), _coach(me)]
    return [_consent(me), _profile(own), _topics(me), _coach(me), *_posts(me, own)]


def _consent(me: Person) -> Step:
    agreed = consents_of(me).filter(purpose=Purpose.PUBLISH, withdrawn_at=None).exists()
    return Step(_("Say yes to your own voice"), agreed, reverse("becoming-voice"), _("Read and decide"))


def _profile(own: Voice | None) -> Step:
    done = own is not None and bool(own.bio) and own.picture_id is not None
    url = reverse("voice-edit", args=[own.pk]) if own else reverse("becoming-voice")
    return Step(_("Show your face and say who you are"), done, url, _("Write it"))


def _topics(me: Person) -> Step:
    done = me.expertise.filter(ended_at=None).exists()
    return Step(_("Say what you know"), done, reverse("me"), _("Choose topics"))


def _coach(me: Person) -> Step:
    named = me.coach is not None
    title = _("Meet your coach") if named else _("A coach is named for you by your lead")
    return Step(title, named, "", "")


def _posts(me: Person, own: Voice | None) -> list[Step]:
    sent = Delivery.objects.filter(post__voice=own, verb=Verb.PUBLISH, state=State.SENT)
    networks = set(sent.values_list("network", flat=True).distinct()) if own else set()
    held = rights(me)
    may = held.has_right(Right.PUBLISH, me.unit_id) or held.has_role(RoleName.EDITOR, me.unit_id)
    connect = reverse("voice-edit", args=[own.pk]) if own else reverse("becoming-voice")
    return [
        Step(
            _("Try a post on the practice network"),
            bool(networks & set(PRACTICE_NETWORKS)),
            connect,
            _("Connect and try"),
        ),
        Step(_("Your lead grants the right to publish"), may, "", ""),
        Step(
            _("Publish your first post"),
            bool(networks - set(PRACTICE_NETWORKS)),
            reverse("compose"),
            _("Write"),
        ),
    ]
