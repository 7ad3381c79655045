"""Conversations are found by what was said in them, by those who see them, and by nothing that is gone."""

from datetime import timedelta

import pytest

from manyvoices.conversations.actions.erase_contact import erase_contact
from manyvoices.conversations.finding import let_be_found
from manyvoices.conversations.forgetting_words import forget_messages
from manyvoices.conversations.models import Message
from manyvoices.conversations.queries import found
from manyvoices.conversations.queries.inbox import Wanted, page_of
from manyvoices.conversations.tests.talks import contact, says, talk
from manyvoices.conversations.work.indexing import index_messages, index_old_messages
from manyvoices.core import clock
from manyvoices.core.ids import id_at
from manyvoices.core.search import MESSAGES, parse
from manyvoices.people.models import Person
from tests.cast import Cast


def search(person: Person, text: str, view: str = "all") -> list[int]:
    return [row.pk for row in page_of(person, Wanted(view=view, text=text)).rows]


def test_words_of_any_message_and_names_find_it(cast: Cast) -> None:
    one = talk(cast.operations, contact=contact("Ómar T."), said="Where is my refund?")
    says(one, "It was the Züge from Linz at 7:52")
    other = talk(cast.operations, said="refund please")
    index_messages()
    assert search(cast.cleo, "zuge linz") == search(cast.cleo, '"7:52"') == [one.pk]
    assert search(cast.cleo, "omar refund") == search(cast.cleo, "omart@social.example linz") == [one.pk]
    assert set(search(cast.cleo, "refu")) == {one.pk, other.pk}
    assert search(cast.cleo, "???") == search(cast.cleo, "linz please") == []


# promise I1
def test_what_is_private_or_of_another_unit_is_found_by_nobody_else(cast: Cast) -> None:
    private = talk(cast.operations, owner=cast.bo, said="between neighbours")
    foreign = talk(cast.elsewhere, said="the depot of neighbours")
    index_messages()
    assert search(cast.bo, "neighbours", "own") == [private.pk]
    assert search(cast.ada, "neighbours") == [foreign.pk]
    for person in (cast.ada, cast.cleo, cast.eve):
        assert search(person, "neighbours", "own") == []
    for person in (cast.bo, cast.cleo, cast.eve):
        assert search(person, "neighbours") == []


def test_what_was_edited_deleted_or_erased_is_found_no_more(cast: Cast) -> None:
    lena = contact("Lena K.")
    one = talk(cast.operations, contact=lena, said="the secret word is plumtree")
    index_messages()
    message = one.messages.get()
    message.text = "the word is peartree"
    message.save(update_fields=["text"])
    let_be_found([message])
    assert (search(cast.cleo, "plumtree"), search(cast.cleo, "peartree")) == ([], [one.pk])
    erase_contact(actor=cast.ada, contact=lena)
    index_messages()
    assert MESSAGES.find(parse("peartree"), limit=9) == MESSAGES.find(parse("lena"), limit=9) == []
    again = says(one, "cherrytree")
    index_messages()
    forget_messages([again.pk])
    index_messages()
    assert MESSAGES.find(parse("cherrytree"), limit=9) == []


def test_old_messages_are_indexed_too_and_twice_changes_nothing(cast: Cast) -> None:
    one = talk(cast.operations)
    old = says(one, "an old plumtree")
    Message.objects.filter(pk=old.pk).update(id=id_at(clock.now() - timedelta(days=3)))
    index_messages()
    assert search(cast.cleo, "plumtree") == []
    for _twice in range(2):
        index_old_messages()
        assert search(cast.cleo, "plumtree") == [one.pk]


def test_a_common_word_is_looked_for_no_further_than_it_should(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "A_LOOK", 2)
    mine = talk(cast.operations, said="late")
    for _one in range(6):
        talk(cast.elsewhere, said="late")
    index_messages()
    assert search(cast.cleo, "late") == [mine.pk]
    monkeypatch.setattr(found, "LOOKS", 2)
    assert search(cast.cleo, "late") == []
