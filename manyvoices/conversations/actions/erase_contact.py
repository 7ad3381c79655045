"""Somebody outside wants to be forgotten."""

from django.db import transaction
from django.utils.translation import gettext as _

from manyvoices.conversations.contacts import conversations_with, family, held_contacts, kept_of, live
from manyvoices.conversations.forgetting_words import forget_around, forget_messages, words_in
from manyvoices.conversations.models import Contact, ContactMerge, Identity, Message
from manyvoices.conversations.permissions import may_keep_contacts
from manyvoices.core import audit, clock
from manyvoices.core.refusals import Refused
from manyvoices.federation.actions.forget_actor import forget_actor
from manyvoices.notifications.actions.replace_in_told import replace_in_told
from manyvoices.people.models import Person

CALLED = "Erased contact"
# A name of one short word stands in too many sentences that are about something else.
SHORTEST = 3
NOBODY = -1


@transaction.atomic
def erase_contact(*, actor: Person, contact: Contact, because: str = "") -> int:
    """How many messages lost their words; 0 when it was done before.

    Their words, names and identities go everywhere, also from what is private to a colleague: it is the contact's wish, and
    nobody reads anything by it. What we answered in public stays with its place; counts, kinds and times stay. Their name
    goes from what our people were told and from the record. Refused under a legal hold, and to whoever does not lead or
    administer the whole organisation.
    """
    may_keep_contacts(actor)
    kept = kept_of(contact)
    if Contact.objects.filter(pk=kept.pk).exclude(erased_at=None).exists():
        return 0
    fresh = live(kept)
    if fresh.pk in held_contacts():
        raise Refused(_("A legal hold stands for this contact. Nothing is erased until it is released."))
    numbers = family(fresh)
    known = _known_as(numbers)
    talks = conversations_with(fresh)
    identities = list(Identity.objects.filter(contact__in=numbers).values_list("pk", flat=True))
    elsewhere = Message.objects.filter(identity__in=identities).values_list("pk", flat=True)
    gone = forget_messages({*words_in(talks, keeps_public_answers=True), *elsewhere})
    forget_around(talks)
    for uri in Identity.objects.filter(pk__in=identities, network="native").values_list(
        "remote_id", flat=True
    ):
        forget_actor(uri=uri)
    Message.objects.filter(identity__in=identities).update(identity=None)
    Identity.objects.filter(pk__in=identities).delete()
    ContactMerge.objects.filter(kept__in=numbers).update(because="", identities=[])
    now = clock.now()
    Contact.objects.filter(pk__in=numbers).update(
        name="", note="", opted_out_because="", erased_at=now, keep_until=None
    )
    replace_in_told(words=known, instead=CALLED)
    rows, head = audit.redact(actor_id=NOBODY, words=known, instead=CALLED)
    audit.record(
        actor=actor, verb="erase_contact", target=fresh, because=because, rows_redacted=rows, head_before=head
    )
    return gone


def _known_as(numbers: list[int]) -> frozenset[str]:
    names = set(Contact.objects.filter(pk__in=numbers).values_list("name", flat=True))
    for row in Identity.objects.filter(contact__in=numbers).values_list(
        "name", "address", "remote_id", "url"
    ):
        names.update(row)
    return frozenset(name for name in names if len(name) >= SHORTEST)
