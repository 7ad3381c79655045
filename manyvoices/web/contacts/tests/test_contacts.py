"""Contacts through the front door: history, merging and parting, opting out, holds, export, erasing. No JavaScript."""

import io
import json
import re
import zipfile

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from manyvoices.conversations.actions.close_conversation import close_conversation
from manyvoices.conversations.actions.label_conversation import label_conversation
from manyvoices.conversations.actions.make_label import make_label
from manyvoices.conversations.models import Contact, ContactMerge, Conversation, Identity, Message
from manyvoices.conversations.queries.contact_column import column_of
from manyvoices.conversations.tests.talks import contact, says, talk
from manyvoices.core.models import AuditRow
from manyvoices.people.models import Person, Role, RoleName
from manyvoices.web.people.tests.test_people import queries_for, signed_in
from tests.cast import Cast, role


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def administrator(cast: Cast) -> Person:
    """Dan, who administers everything and works in no inbox."""
    role(cast.dan, RoleName.ADMINISTRATOR, cast.root)
    return cast.dan


def test_the_page_shows_who_they_are_and_what_was_said(cast: Cast) -> None:
    lena = contact("Lena K.")
    one = talk(cast.operations, contact=lena, said="Stuck at Wels")
    label_conversation(
        actor=cast.cleo,
        conversation=one,
        label=make_label(actor=cast.ada, unit=cast.operations, name="Delay"),
    )
    close_conversation(actor=cast.cleo, conversation=one, outcome="solved")
    talk(cast.operations, contact=lena, said="Thank you", kind="praise")
    page = body(signed_in(cast.cleo), f"/contacts/{lena.pk}/")
    for words in (
        "Lena K.",
        "lenak@social.example",
        "Stuck at Wels",
        "Thank you",
        "Solved",
        "Delay",
        "36 months",
    ):
        assert words in page
    assert f"/inbox/{one.pk}/" in page
    assert signed_in(cast.eve).get(f"/contacts/{lena.pk}/").status_code == 404


# promise I1
def test_what_is_private_to_a_colleague_is_nowhere_and_not_counted(cast: Cast, administrator: Person) -> None:
    lena = contact("Lena K.")
    ours = talk(cast.operations, contact=lena, said="Late again")
    private = talk(cast.operations, contact=lena, owner=cast.bo, said="How is your knee?")
    Identity.objects.create(
        contact=lena,
        network="sandbox",
        remote_id="secret",
        address="secret@home.example",
        seen_at=lena.first_seen_at,
    )
    Message.objects.filter(conversation=private).update(identity=Identity.objects.get(remote_id="secret"))
    for who, path in [
        (cast.ada, f"/contacts/{lena.pk}/"),
        (cast.cleo, f"/contacts/{lena.pk}/"),
        (cast.ada, "/contacts/?q=secret"),
        (cast.ada, "/contacts/?all=1&q=secret"),
        (administrator, f"/contacts/{lena.pk}/keeping/"),
        (administrator, f"/contacts/{lena.pk}/keeping/erase/"),
        (administrator, "/contacts/?all=1&q=secret"),
    ]:
        page = body(signed_in(who), path)
        assert "knee" not in page
        assert "secret@home" not in page
        assert "<dd>2</dd>" not in page
    for who in (cast.ada, cast.cleo):
        assert column_of(who, lena, leave_out=ours.pk).count == 0
    assert "knee" in body(signed_in(cast.bo), f"/contacts/{lena.pk}/")
    told = (
        signed_in(administrator).post(f"/contacts/{lena.pk}/keeping/export/", {"as": "json"}).content.decode()
    )
    assert "Late again" in told
    assert "knee" not in told
    assert "secret" not in told


def test_two_contacts_become_one_by_hand_and_are_parted_again(cast: Cast) -> None:
    lena, other, stranger = contact("Lena K."), contact("L. Kern", network="sandbox"), contact("Lena of Bo")
    for one in (lena, other):
        talk(cast.operations, contact=one)
    talk(cast.operations, contact=stranger, owner=cast.bo)
    client, path = signed_in(cast.cleo), f"/contacts/{lena.pk}/merge/"
    found = body(client, f"{path}?q=kern")
    assert "L. Kern" in found
    assert "Lena of Bo" not in body(client, f"{path}?q=lena")
    compared = body(client, f"{path}?with={other.pk}")
    assert "lenak@social.example" in compared
    assert "l.kern@social.example" in compared
    assert client.post(path, {"with": other.pk}).status_code == 422
    assert client.post(path, {"with": stranger.pk, "because": "no"}).status_code == 404
    for _again in range(2):
        client.post(path, {"with": other.pk, "because": "said so on the phone"})
    assert ContactMerge.objects.count() == 1
    assert client.get(f"/contacts/{other.pk}/").headers["Location"] == f"/contacts/{lena.pk}/"
    assert "said so on the phone" in body(client, f"/contacts/{lena.pk}/")
    apart = f"/contacts/{lena.pk}/part/{other.pk}/"
    assert signed_in(cast.eve).post(apart).status_code == 404
    assert client.post(apart).status_code == 302
    assert client.post(apart).status_code == 404
    assert body(client, f"/contacts/{other.pk}/")
    assert Contact.objects.filter(merged_into=None).count() == 3


def test_they_opt_out_with_a_reason_and_take_it_back(cast: Cast) -> None:
    lena = contact()
    talk(cast.operations, contact=lena)
    client, path = signed_in(cast.cleo), f"/contacts/{lena.pk}/opt-out/"
    assert client.post(path).status_code == 422
    assert client.post(path, {"because": "wrote it on 3 May"}).status_code == 302
    assert "wrote it on 3 May" in body(client, f"/contacts/{lena.pk}/")
    client.post(path, {"undo": "1"})
    lena.refresh_from_db()
    assert (lena.opted_out_at, lena.opted_out_because) == (None, "")


def test_an_administrator_holds_exports_and_erases_what_they_may_not_read(
    cast: Cast, administrator: Person
) -> None:
    lena = contact("Lena Kern")
    one = talk(cast.operations, contact=lena, said="My number is 4711")
    says(one, "A bus comes at 8.", direction="out", identity=None)
    client, path = signed_in(administrator), f"/contacts/{lena.pk}/keeping/"
    assert client.get(f"/contacts/{lena.pk}/").status_code == 404
    assert "Lena Kern" in body(client, "/contacts/?all=1&q=lena")
    assert not re.search(r"\b4711\b", body(client, path))
    assert client.post(f"{path}hold/").status_code == 422
    assert client.post(f"{path}hold/", {"because": "Case 7"}).status_code == 302
    assert "Case 7" in body(client, f"{path}erase/")
    said = {"because": "asked for it", "typed": "erase"}
    assert client.post(f"{path}erase/", said).status_code == 403
    assert client.post(f"{path}release/").status_code == 422
    client.post(f"{path}release/", {"because": "settled"})
    packed = client.post(f"{path}export/", {"as": "zip"})
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert json.loads(archive.read("contact.json"))["name"] == "Lena Kern"
        assert "4711" in archive.read("messages.csv").decode()
    assert client.post(f"{path}export/", {"as": "exe"}).status_code == 400
    going = body(client, f"{path}erase/")
    assert "the words of 1 message of theirs" in going
    assert "1 answer that we gave in public" in going
    assert client.post(f"{path}erase/", said | {"typed": "delete"}).status_code == 422
    assert Contact.objects.get(pk=lena.pk).name == "Lena Kern"
    for _again in range(2):
        assert client.post(f"{path}erase/", said).status_code == 302
    assert "Erased contact" in body(client, path)
    assert AuditRow.objects.filter(verb="erase_contact").count() == 1
    assert signed_in(cast.cleo).get(path).status_code == 404


def test_asking_is_constant_however_much_was_said(cast: Cast) -> None:
    lena = contact()
    talk(cast.operations, contact=lena)
    client, paths = (
        signed_in(cast.ada),
        [f"/contacts/{lena.pk}/", f"/contacts/{lena.pk}/keeping/", "/contacts/"],
    )
    paths += [f"/contacts/{lena.pk}/keeping/erase/", "/contacts/?all=1", f"/contacts/{lena.pk}/merge/?q=L"]
    few = [queries_for(client, path) for path in paths]
    for number in range(60):
        says(talk(cast.operations, contact=lena, said=f"No. {number}"), "More")
        talk(cast.operations, contact=contact(f"L{number}"))
    assert [queries_for(client, path) for path in paths] == few
    page = body(client, f"/contacts/{lena.pk}/")
    oldest = min(one.pk for one in Conversation.objects.filter(contact=lena))
    assert f"/inbox/{oldest}/" not in page
    older = page.split("before=")[1].split('"')[0]
    assert f"/inbox/{oldest}/" in body(client, f"/contacts/{lena.pk}/?before={older}")


def test_the_column_beside_a_conversation(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lena = contact("<b>Lena</b>")
    ours = talk(cast.operations, contact=lena)
    talk(cast.operations, contact=lena, said="Earlier")
    with django_assert_max_num_queries(11):
        column = column_of(cast.cleo, lena, leave_out=ours.pk)
    assert [one.preview for one in column.before] == ["Earlier"]
    assert (column.count, list(column.networks), column.on_hold) == (1, list(lena.identities.all()), None)
    shown = render_to_string("contacts/contact_column.html", {"column": column})
    assert "Earlier" in shown
    assert "<b>Lena" not in shown


# promise I1
def test_whoever_lost_their_role_sees_no_contact(cast: Cast) -> None:
    lena = contact()
    talk(cast.operations, contact=lena)
    Role.objects.filter(person=cast.cleo).delete()
    client = signed_in(cast.cleo)
    assert client.get(f"/contacts/{lena.pk}/").status_code == 404
    assert "Lena" not in body(client, "/contacts/?q=lena")
