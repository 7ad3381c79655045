"""A person says what only they know: posted there, or not after all."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyvoices.core import audit, clock
from manyvoices.core.refusals import Conflict, Invalid
from manyvoices.networks import registry
from manyvoices.people.models import Person
from manyvoices.publishing.history import change_all
from manyvoices.publishing.models import Delivery, Happened, Post, State, Verb
from manyvoices.publishing.permissions import may_take_back

# A pause may come between the post there and the word here: it stands there all the same.
WITH_A_PERSON = (State.HANDED, State.PAUSED)
# What the network calls it, where nobody typed the link.
BY_HAND = "by hand"


def say_shared(*, actor: Person, delivery: Delivery, posted: bool, url: str = "", word: str = "") -> Delivery:
    """The delivery, live (with the link, if one was given) or cancelled with a word, together with what hangs below it.

    Of an edit or a delete `posted` says that it was done there. Said twice, the second changes nothing and raises
    Conflict. Raises Invalid for a link to somewhere else, Refused.
    """
    may_take_back(actor, delivery.post)
    place = registry.by_hand(delivery.network)
    if place is None:
        raise Conflict(_("This network gets its posts from us; nothing is to be done by hand."))
    link = ""
    if posted and url.strip():
        try:
            link = place.link(url)
        except ValueError:
            raise Invalid(
                url=_("This is no link to a post on %(network)s. Copy it from there, or leave it empty.")
                % {"network": place.name}
            ) from None
    with transaction.atomic():
        done = _posted(actor, delivery, link) if posted else _given_up(actor, delivery, word)
        if not done:
            raise Conflict(_("This was answered already. Look at the post again."))
        audit.record(actor=actor, verb="say_shared", target=delivery, posted=posted)
    delivery.refresh_from_db()
    return delivery


def _posted(actor: Person, delivery: Delivery, link: str) -> bool:
    now = clock.now()
    rows = _waiting(Delivery.objects.filter(pk=delivery.pk))
    done = change_all(
        rows,
        Happened.ANSWERED,
        because="posted by hand",
        by=actor,
        state=State.SENT,
        sent_at=now,
        done_at=now,
        due_at=None,
        answered_by=actor,
        remote_id=link or BY_HAND,
        url=link or _url_before(delivery),
        last_error="",
    )
    if done and delivery.verb == Verb.PUBLISH:
        Post.objects.filter(pk=delivery.post_id, published_at=None).update(published_at=now)
    return bool(done)


def _url_before(delivery: Delivery) -> str:
    return delivery.parent.url if delivery.parent and delivery.verb == Verb.REVISE else ""


def _given_up(actor: Person, delivery: Delivery, word: str) -> bool:
    """Later parts of a thread have nothing to hang below any more."""
    change = {"state": State.CANCELLED, "due_at": None, "answered_by": actor}
    because = " ".join(word.split())[:500] or "not after all"
    rows = _waiting(Delivery.objects.filter(pk=delivery.pk))
    if not change_all(rows, Happened.CANCELLED, because=because, by=actor, last_error=because, **change):
        return False
    if delivery.verb == Verb.PUBLISH:
        later = _waiting(
            Delivery.objects.filter(
                post=delivery.post_id, channel=delivery.channel_id, part__gt=delivery.part, verb=Verb.PUBLISH
            )
        )
        change_all(later, Happened.CANCELLED, because=because, by=actor, last_error=because, **change)
    return True


def _waiting(rows: "QuerySet[Delivery]") -> "QuerySet[Delivery]":
    """Those that a person was shown: what a pause held back before that is nowhere."""
    return rows.filter(state__in=WITH_A_PERSON, asked_at__isnull=False, taken_by=None)
