"""How docs/roles.md is tried: what people do with conversations and contacts beside answering."""

from collections.abc import Callable
from typing import Any

from manyvoices.conversations.actions.assign_conversation import assign_conversation
from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.conversations.actions.correct_triage import correct_triage
from manyvoices.conversations.actions.end_label import end_label
from manyvoices.conversations.actions.end_sla_policy import end_sla_policy
from manyvoices.conversations.actions.erase_contact import erase_contact
from manyvoices.conversations.actions.export_contact import export_contact
from manyvoices.conversations.actions.hand_over_conversation import hand_over_conversation
from manyvoices.conversations.actions.hold_contact import hold_contact
from manyvoices.conversations.actions.keep_conversation import keep_conversation
from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.actions.merge_contacts import merge_contacts
from manyvoices.conversations.actions.merge_conversations import merge_conversations
from manyvoices.conversations.actions.opt_out_contact import opt_out_contact
from manyvoices.conversations.actions.part_contacts import part_contacts
from manyvoices.conversations.actions.part_conversations import part_conversations
from manyvoices.conversations.actions.release_conversation import release_conversation
from manyvoices.conversations.actions.release_hold import release_hold
from manyvoices.conversations.actions.reopen_conversation import reopen_conversation
from manyvoices.conversations.actions.set_sla_policy import set_sla_policy
from manyvoices.conversations.actions.set_way import set_way
from manyvoices.conversations.actions.snooze_conversation import snooze_conversation
from manyvoices.conversations.actions.take_conversation import take_conversation
from manyvoices.conversations.actions.unlabel_conversation import unlabel_conversation
from manyvoices.conversations.actions.wait_for_contact import wait_for_contact
from manyvoices.conversations.actions.wake_conversation import wake_conversation
from manyvoices.conversations.models import Contact, ContactMerge, Conversation, Event, Label, SlaPolicy
from manyvoices.conversations.tests.talks import contact, talk
from manyvoices.core import clock
from manyvoices.people.models import Person
from tests.cast import Cast
from tests.roles import Act, Try

Doing = Callable[[Person, Conversation], object]


def _ours(cast: Cast, **fields: Any) -> Conversation:
    return talk(cast.operations, **fields)


def _tried(doing: Doing) -> Try:
    """On a conversation of the unit, and on what reached the actor's own voice."""
    return Try(
        lambda me, cast: doing(me, _ours(cast)),
        lambda me, cast: doing(me, _ours(cast, owner=me)),
    )


def _other(doing: Doing) -> Try:
    return Try(lambda me, cast: doing(me, _ours(cast)))


def _label(cast: Cast) -> Label:
    return Label.objects.create(unit=cast.operations, name="Delay")


def _policy(cast: Cast) -> SlaPolicy:
    return SlaPolicy.objects.create(unit=cast.operations, kind="praise", minutes=60, set_at=clock.now())


def _merge(me: Person, one: Conversation) -> object:
    gone = talk(one.unit, contact=one.contact, owner=one.owner)
    return merge_conversations(actor=me, kept=one, gone=gone)


def _part(me: Person, one: Conversation) -> object:
    gone = talk(one.unit, contact=one.contact, owner=one.owner)
    Event.objects.create(conversation=gone, verb="merged_into", said={"messages": []}, at=clock.now())
    Conversation.objects.filter(pk=gone.pk).update(merged_into=one)
    return part_conversations(actor=me, gone=gone)


def _two(cast: Cast) -> tuple[Contact, Contact]:
    kept, gone = contact("Lena"), contact("Lena K.")
    for one in (kept, gone):
        talk(cast.operations, contact=one)
    return kept, gone


def _merge_contacts(me: Person, cast: Cast) -> object:
    kept, gone = _two(cast)
    return merge_contacts(actor=me, kept=kept, gone=gone)


def _part_contacts(me: Person, cast: Cast) -> object:
    kept, gone = _two(cast)
    ContactMerge.objects.create(kept=kept, gone=gone, by=cast.ada, at=clock.now())
    return part_contacts(actor=me, gone=gone)


def _known(doing: Callable[[Person, Contact], object]) -> Act:
    return lambda me, cast: doing(me, _two(cast)[0])


TRIES = {
    "take_conversation": _other(lambda me, one: take_conversation(actor=me, conversation=one)),
    "assign_conversation": Try(
        lambda me, cast: assign_conversation(actor=me, conversation=_ours(cast), person=cast.cleo)
    ),
    "release_conversation": _other(lambda me, one: release_conversation(actor=me, conversation=one)),
    "correct_triage": _other(
        lambda me, one: correct_triage(actor=me, conversation=one, question="kind", said="idea")
    ),
    "label_conversation": Try(
        lambda me, cast: label_conversation(actor=me, conversation=_ours(cast), label=_label(cast))
    ),
    "unlabel_conversation": Try(
        lambda me, cast: unlabel_conversation(actor=me, conversation=_ours(cast), label=_label(cast))
    ),
    "keep_conversation": _other(
        lambda me, one: keep_conversation(actor=me, conversation=one, kept_as="idea")
    ),
    "snooze_conversation": _tried(lambda me, one: snooze_conversation(actor=me, conversation=one)),
    "wake_conversation": _tried(lambda me, one: wake_conversation(actor=me, conversation=one)),
    "close_conversation": _tried(
        lambda me, one: close_conversation(actor=me, conversation=one, outcome="solved")
    ),
    "reopen_conversation": _tried(lambda me, one: reopen_conversation(actor=me, conversation=one)),
    "wait_for_contact": _tried(lambda me, one: wait_for_contact(actor=me, conversation=one)),
    "comment_conversation": _tried(
        lambda me, one: comment_conversation(actor=me, conversation=one, text="A bus comes at 8.")
    ),
    "merge_conversations": _tried(_merge),
    "part_conversations": _tried(_part),
    "hand_over_conversation": Try(
        lambda me, cast: hand_over_conversation(actor=me, conversation=_ours(cast, owner=cast.bo)),
        lambda me, cast: hand_over_conversation(actor=me, conversation=_ours(cast, owner=me)),
    ),
    "make_label": Try(lambda me, cast: make_label(actor=me, unit=cast.operations, name="Delay")),
    "end_label": Try(lambda me, cast: end_label(actor=me, label=_label(cast))),
    "set_sla_policy": Try(
        lambda me, cast: set_sla_policy(actor=me, unit=cast.operations, kind="question", minutes=30)
    ),
    "end_sla_policy": Try(lambda me, cast: end_sla_policy(actor=me, policy=_policy(cast))),
    "set_way": Try(lambda me, cast: set_way(actor=me, unit=cast.operations, way="take_it")),
    "merge_contacts": Try(_merge_contacts),
    "part_contacts": Try(_part_contacts),
    "opt_out_contact": Try(_known(lambda me, one: opt_out_contact(actor=me, contact=one))),
    "hold_contact": Try(_known(lambda me, one: hold_contact(actor=me, contact=one, because="Case 7"))),
    "release_hold": Try(_known(lambda me, one: release_hold(actor=me, contact=one))),
    "export_contact": Try(_known(lambda me, one: export_contact(actor=me, contact=one))),
    "erase_contact": Try(_known(lambda me, one: erase_contact(actor=me, contact=one))),
}
