"""Contacts: history in one's own view, merged and parted by hand, held, exported, erased and forgotten."""

import json
from datetime import timedelta

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.conversations.actions.assign_conversation import assign_conversation
from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.comment_conversation import comment_conversation
from manyvoices.conversations.actions.erase_contact import erase_contact
from manyvoices.conversations.actions.export_contact import export_contact
from manyvoices.conversations.actions.hold_contact import hold_contact
from manyvoices.conversations.actions.merge_contacts import merge_contacts
from manyvoices.conversations.actions.opt_out_contact import opt_out_contact
from manyvoices.conversations.actions.part_contacts import part_contacts
from manyvoices.conversations.actions.release_hold import release_hold
from manyvoices.conversations.models import Comment, Contact, Conversation, Event, Identity, Message
from manyvoices.conversations.queries.contacts import (
    contact_in_view,
    contacts_in_view,
    history_of,
    in_view,
    panel_of,
)
from manyvoices.conversations.queries.visible import inbox_of, private_to
from manyvoices.conversations.tests.talks import contact, says, talk
from manyvoices.conversations.work.forgetting import forget_conversations
from manyvoices.core import audit, clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Conflict, Invalid, NotThere, Refused
from manyvoices.people.actions.set_unit_setting import set_unit_setting
from tests.cast import Cast


# promise I1
def test_a_colleagues_private_conversations_never_show(cast: Cast) -> None:
    lena = contact()
    ours = talk(cast.operations, contact=lena, said="Late again")
    private = talk(cast.operations, contact=lena, owner=cast.bo, said="How is your knee?")
    for colleague in (cast.ada, cast.cleo):
        assert list(history_of(colleague, lena).conversations) == [ours]
    assert list(history_of(cast.bo, lena).conversations) == [private]
    exported = json.dumps(export_contact(actor=cast.ada, contact=lena), cls=DjangoJSONEncoder)
    assert "Late again" in exported
    assert "knee" not in exported
    jan = contact("Jan")
    talk(cast.operations, contact=jan, owner=cast.bo)
    assert contacts_in_view(cast.ada) == [lena]
    for look in (contact_in_view, lambda who, pk: merge_contacts(actor=who, kept=lena, gone=jan)):
        with pytest.raises(NotThere):
            look(cast.ada, jan.pk)
    assert contact_in_view(cast.bo, jan.pk) == jan
    with pytest.raises(NotThere):
        opt_out_contact(actor=cast.bo, contact=jan)


# promise I1
def test_read_by_contact_or_by_unit_the_view_is_the_same(cast: Cast) -> None:
    for unit in (cast.operations, cast.elsewhere, cast.root):
        for owner in (None, cast.bo, cast.cleo):
            talk(unit, owner=owner)
    given = talk(cast.elsewhere, assigned_to=cast.cleo)
    Conversation.objects.filter(pk=talk(cast.operations).pk).update(merged_into=given)
    for who in (cast.ada, cast.bo, cast.cleo, cast.dan, cast.eve):
        inbox, own = set(inbox_of(who)), set(private_to(who))
        assert set(in_view(who, private=False)) == inbox
        assert set(in_view(who)) == inbox | own


def test_merging_is_by_hand_once_and_parted_exactly(cast: Cast) -> None:
    lena, other = contact(), contact("L. Kern", network="sandbox")
    one, two = talk(cast.operations, contact=lena), talk(cast.operations, contact=other)
    opt_out_contact(actor=cast.cleo, contact=other)
    with pytest.raises(NotThere):
        merge_contacts(actor=cast.eve, kept=lena, gone=other)
    for _again in range(2):
        lena = merge_contacts(actor=cast.cleo, kept=lena, gone=other, because="said so on the phone")
    assert lena.opted_out_at is not None
    assert {row.pk for row in history_of(cast.cleo, lena).conversations} == {one.pk, two.pk}
    assert len(panel_of(cast.cleo, lena).identities) == 2
    since = talk(cast.operations, contact=lena, said="new")
    Message.objects.filter(conversation=since).update(identity=Identity.objects.get(network="sandbox"))
    for _again in range(2):
        other = part_contacts(actor=cast.cleo, gone=other)
    assert {row.pk for row in history_of(cast.cleo, other).conversations} == {two.pk, since.pk}
    assert [row.pk for row in history_of(cast.cleo, lena).conversations] == [one.pk]
    assert AuditRow.objects.filter(verb__in=["merge_contacts", "part_contacts"]).count() == 2
    with pytest.raises(Invalid):
        merge_contacts(actor=cast.cleo, kept=lena, gone=lena)


def test_erasing_takes_words_and_names_and_leaves_our_public_answers(cast: Cast) -> None:
    lena = contact("Lena Kern")
    one = talk(cast.operations, contact=lena, said="My canary number is 4711")
    private = talk(cast.operations, contact=lena, owner=cast.bo, said="canary in private")
    answer = says(one, "A bus comes at 8.", direction="out", identity=None)
    says(one, "canary by message", direction="out", visibility="direct", identity=None)
    comment_conversation(actor=cast.cleo, conversation=one, text="Lena Kern is a canary")
    assign_conversation(actor=cast.ada, conversation=one, person=cast.cleo, because="canary in a reason")
    AuditRow.objects.all().delete()  # what a colleague typed there without naming her stays: it is the record
    audit.record(actor=cast.ada, verb="noted", target=None, because="about Lena Kern")
    hold_contact(actor=cast.ada, contact=lena, because="Case 7")
    with pytest.raises(Refused):
        erase_contact(actor=cast.ada, contact=lena)
    release_hold(actor=cast.ada, contact=lena)
    with pytest.raises(Refused):
        erase_contact(actor=cast.cleo, contact=lena)
    assert erase_contact(actor=cast.ada, contact=lena) == 3
    assert erase_contact(actor=cast.ada, contact=lena) == 0
    left = json.dumps(
        [
            list(model.objects.values())
            for model in (Message, Conversation, Comment, Contact, Identity, Event, AuditRow)
        ],
        cls=DjangoJSONEncoder,
    )
    for gone in ("canary", "Lena", "lenakern", private.root):
        assert gone not in left
    assert Message.objects.get(pk=answer.pk).text == "A bus comes at 8."
    assert audit.first_broken() is None


def test_a_hold_has_its_reason_and_one_stands_at_a_time(cast: Cast) -> None:
    lena = contact()
    with pytest.raises(Refused):
        hold_contact(actor=cast.cleo, contact=lena, because="Case 7")
    with pytest.raises(Invalid):
        hold_contact(actor=cast.ada, contact=lena, because=" ")
    for _again in range(2):
        hold_contact(actor=cast.ada, contact=lena, because="Case 7")
    with pytest.raises(Conflict):
        hold_contact(actor=cast.ada, contact=lena, because="Case 8")
    for _again in range(2):
        release_hold(actor=cast.ada, contact=lena)
    assert AuditRow.objects.filter(verb__in=["hold_contact", "release_hold"]).count() == 2


# promise F9
def test_what_was_closed_long_ago_loses_its_words_and_keeps_its_counts(cast: Cast) -> None:
    set_unit_setting(actor=cast.ada, unit=cast.root, name="keep_conversations", typed="6")
    old, held, open_, private = (talk(cast.operations) for _one in range(4))
    Conversation.objects.filter(pk=private.pk).update(owner=cast.bo)
    for one in (old, held):
        close_conversation(actor=cast.cleo, conversation=one, outcome="solved")
    hold_contact(actor=cast.ada, contact=held.contact, because="Case 7")
    assert _forgotten() == set()
    Conversation.objects.exclude(pk=open_.pk).update(closed_at=clock.now() - timedelta(days=200))
    for _again in range(2):
        assert _forgotten() == {old.pk}
    old.refresh_from_db()
    assert (old.preview, old.kind, old.outcome, old.version) == ("", "complaint", "solved", 1)
    assert Message.objects.get(conversation=old).text == ""
    assert Message.objects.get(conversation=held).text != ""
    release_hold(actor=cast.ada, contact=held.contact)
    assert _forgotten() == {old.pk, held.pk}


def _forgotten() -> set[int]:
    forget_conversations()
    return set(Conversation.objects.exclude(forgotten_at=None).values_list("pk", flat=True))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite is asked how it reads")
def test_searching_reads_no_whole_table_for_each_contact(cast: Cast) -> None:
    """Among 25,000 contacts that took eighteen seconds."""
    talk(cast.operations, contact=contact("Lena Kern"))
    now = clock.now()
    Contact.objects.bulk_create(
        Contact(name=f"Guest {number}", first_seen_at=now, last_seen_at=now) for number in range(2_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database that was used for a while knows its tables
    with CaptureQueriesContext(connection) as asked:
        assert [one.name for one in contacts_in_view(cast.cleo, text="lena")] == ["Lena Kern"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[-1]['sql']}")
        steps = {row[0]: (row[1], str(row[3])) for row in cursor.fetchall()}
    repeated = {number for number, (_, said) in steps.items() if said.startswith("CORRELATED")}
    assert repeated
    for number in sorted(steps):  # a part comes after the whole
        above, said = steps[number]
        if above in repeated:
            repeated.add(number)
            assert not said.startswith("SCAN"), f"{said} for each contact"
