"""What somebody tries who does not belong here."""

from collections.abc import Callable

import pytest
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import Settings

from manyvoices.core.models import AuditRow
from manyvoices.people.models import Person
from manyvoices.web.sign_in.tests.ways import is_in, type_password
from tests.cast import PASSWORD, Cast

# Ways of writing another site that browsers have followed somewhere (PayloadsAllTheThings, "open redirect").
ELSEWHERE = """
https://evil.example
//evil.example
///evil.example
////evil.example//
/\\evil.example
\\\\evil.example
/\\/evil.example
https:evil.example
https:/evil.example
http:evil.example
//evil%E3%80%82example
//evil。example
https://evil.example#/today/
https://testserver@evil.example
https://testserver.evil.example
//testserver@evil.example
javascript:alert(1)
java%0d%0ascript:alert(1)
data:text/html,x
\t//evil.example
/\t/evil.example
""".strip("\n").splitlines()


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Counts how often a password was hashed since it was last asked: the only slow part of an answer."""
    counted = [0]
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, *args: str) -> str:
        counted[0] += 1
        return encode(self, *args)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)

    def since() -> int:
        seen, counted[0] = counted[0], 0
        return seen

    return since


def work_for_each_kind_of_name(cast: Cast, hashes: Callable[[], int]) -> set[tuple[int, int]]:
    """(hashes, rows of the record) of a wrong password: known by address, by number, with none, left, unknown."""
    Person.objects.filter(pk=cast.dan.pk).update(login="4711")
    cast.cleo.set_unusable_password()
    cast.cleo.save()
    Person.objects.filter(pk=cast.eve.pk).update(is_active=False)
    names = ["bo@northlight.example", "4711", "cleo@northlight.example", "eve@northlight.example"]
    seen = set()
    for name in [*names, "nobody@northlight.example", "0815"]:
        before = AuditRow.objects.count()
        hashes()
        Client().post("/sign-in", {"login": name, "password": "wrong"})
        seen.add((hashes(), AuditRow.objects.count() - before))
    return seen


# promise I10
def test_a_wrong_password_costs_the_same_whoever_it_was_meant_for(
    cast: Cast, hashes: Callable[[], int]
) -> None:
    assert work_for_each_kind_of_name(cast, hashes) == {(1, 1)}


def test_an_answer_that_saved_the_work_would_be_noticed(
    cast: Cast, hashes: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken twin: without the hash for nobody the counts differ."""
    monkeypatch.setattr(AuthenticationBackend, "_mitigate_timing_attack", lambda _self, _password: None)
    assert len(work_for_each_kind_of_name(cast, hashes)) > 1


# promise I10
def test_an_account_is_one_whichever_of_its_names_is_tried(client: Client, cast: Cast) -> None:
    Person.objects.filter(pk=cast.bo.pk).update(login="AB-77")
    for name in ("bo@northlight.example", "ab-77", "AB-77", " BO@northlight.example", "ab-77"):
        type_password(client, name, "wrong")
    assert type_password(client, "AB-77") == ""
    assert not is_in(client)


def test_a_personnel_number_signs_in(client: Client, cast: Cast) -> None:
    Person.objects.filter(pk=cast.dan.pk).update(login="AB-4711", email=None)
    assert type_password(client, " ab-4711 ") == "/today/"
    row = AuditRow.objects.get(verb="sign_in")
    assert (row.actor_id, row.details, row.came_from) == (cast.dan.pk, {"ways": ["password"]}, "127.0.0.1")


# promise I10
def test_an_address_is_limited_and_nobody_claims_another(cast: Cast, settings: Settings) -> None:
    def tried(forwarded: str) -> int:
        answers = []
        for n in range(12):
            headers = {"x-forwarded-for": f"{forwarded}{n}"}
            answers.append(
                Client(headers=headers).post("/sign-in", {"login": f"n{n}@x.example", "password": "wrong"})
            )
        return [b"Too many attempts" in answer.content for answer in answers].count(True)

    assert tried("198.51.100.") == 2, "a header of a stranger counts for nothing"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert tried("203.0.113.") == 0, "our own proxy tells twelve clients apart"
    assert AuditRow.objects.filter(verb="sign_in_failed", came_from="203.0.113.4").count() == 1


# promise I5
def test_no_sign_in_leads_elsewhere(cast: Cast) -> None:
    for target in ELSEWHERE:
        client = Client()
        assert type_password(client, "bo@northlight.example", next=target) == "/today/", target
        answer = client.post("/me/security/confirm", {"password": PASSWORD, "next": target})
        assert answer.headers["Location"] == "/me/security", target


# promise I7
def test_an_id_from_before_is_worth_nothing_afterwards(client: Client, cast: Cast) -> None:
    client.get("/sign-in")
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies["sessionid"] = planted.session_key or ""
    type_password(client, "bo@northlight.example")
    thief = Client()
    thief.cookies["sessionid"] = planted.session_key or ""
    assert is_in(client)
    assert not is_in(thief)


def pages(of: URLResolver | None = None, before: str = "/") -> list[str]:
    """Every address of signing in and of security, with a number in the place of each id."""
    found: list[str] = []
    for part in (of or get_resolver()).url_patterns:
        route = before + str(part.pattern)
        if isinstance(part, URLResolver):
            found += pages(part, route)
        elif isinstance(part, URLPattern) and ("/sign-in" in route or "/me/security" in route):
            found.append(route.replace("<int:", "<").replace("<str:", "<"))
    return [
        route if "<" not in route else "/".join("1" if "<" in p else p for p in route.split("/"))
        for route in found
    ]


# promise I8
def test_every_form_wants_its_token(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ada)
    assert len(pages()) > 20
    assert {path: strict.post(path).status_code for path in pages()} == dict.fromkeys(pages(), 403)


def test_signing_in_is_on_the_record_without_what_was_typed(client: Client, cast: Cast) -> None:
    type_password(client, "bo@northlight.example", "a wrong secret")
    type_password(client, "stranger@nowhere.example", "a wrong secret")
    rows = list(AuditRow.objects.filter(verb="sign_in_failed").order_by("id").values())
    assert [row["target_id"] for row in rows] == [cast.bo.pk, None]
    assert not [word for word in ("a wrong secret", "stranger") if word in str(rows)]
