"""When something breaks: a page in our look and no traceback; while the database is away, when to come back."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.test import Client
from django.urls import clear_url_caches, path

from manyvoices import urls
from manyvoices.federation.models import Note
from manyvoices.web.failing import database_failed
from manyvoices.web.public.tests.markup import Page
from tests.cast import PASSWORD, Cast, make_cast


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Exception]]:
    """Every address of the site raises what the list holds."""
    errors: list[Exception] = []

    def fail(_: HttpRequest) -> HttpResponse:
        raise errors[0]

    monkeypatch.setattr(urls, "urlpatterns", [path("fail", fail), *urls.urlpatterns])
    clear_url_caches()
    yield errors
    clear_url_caches()


# promise C1
@pytest.mark.django_db
@pytest.mark.parametrize(
    "error", [OperationalError("database is locked"), InterfaceError("connection is closed")]
)
def test_a_database_that_does_not_answer_is_a_page_that_says_when_to_come_back(
    client: Client, failing: list[Exception], error: Exception
) -> None:
    failing.append(error)
    answer = client.get("/fail")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert answer["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert "Back in a moment" in page
    assert str(error) not in page
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("error", [ValueError("a secret"), IntegrityError("a secret"), KeyError("a secret")])
def test_our_own_fault_is_a_page_without_a_traceback(
    client: Client, failing: list[Exception], error: Exception
) -> None:
    failing.append(error)
    answer = client.get("/fail")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "Something broke on our side" in page
    assert "secret" not in page
    assert "Traceback" not in page
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_what_a_failing_database_caused_is_found_behind_other_errors() -> None:
    error = RuntimeError("cannot say")
    error.__cause__ = OperationalError("locked")
    assert database_failed(error)
    assert not database_failed(RuntimeError("cannot say"))
    assert not database_failed(None)


# A page that says "the database is away" must not need the database; nor any variable, nor a request.
@pytest.mark.parametrize("status", [400, 500, 503])
def test_the_worst_pages_need_nothing(status: int) -> None:
    page = Page(loader.render_to_string(f"{status}.html"))
    assert page.wrong == []
    assert len(page.all("h1")) == 1


# promise C1
def test_no_page_shows_a_traceback_while_the_database_is_away(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    signed_in = Client(raise_request_exception=False)
    assert signed_in.login(email="ada@northlight.example", password=PASSWORD)
    with monkeypatch.context() as outage:
        outage.setattr(BaseDatabaseWrapper, "cursor", away)
        answers = {place: client.get(place) for place in ("/", "/@bo", "/@bo/1", "/feed.atom", "/nothing")}
        answers["/people"] = signed_in.get("/people")
    for place, answer in answers.items():
        assert answer.status_code == 503, place
        assert answer["Retry-After"] == "10", place
        assert b"closed the connection" not in answer.content
        assert b"Traceback" not in answer.content
    assert client.get("/").status_code == 200


# promise C2
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has one lock for all writers")
def test_a_locked_file_is_a_page_that_says_when_to_come_back_and_loses_nothing(client: Client) -> None:
    make_cast()
    form = {"login": "ada@northlight.example", "password": PASSWORD, "next": "/people"}
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=0")
    with other.cursor() as holder:
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("UPDATE people_organisation SET name = name")
        answer = client.post("/sign-in", form)
        holder.execute("ROLLBACK")
    other.close()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    assert client.post("/sign-in", form).status_code == 302


@pytest.mark.django_db
def test_a_missing_page_is_shown_in_the_look_of_the_organisation(client: Client, cast: Cast) -> None:
    page = client.get("/nothing").content.decode()
    assert "Northlight" in page
    assert "There is nothing here" in page


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_our_look(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in", {"login": "ada@northlight.example", "password": PASSWORD})
    assert answer.status_code == 403
    page = Page(answer.content.decode())
    assert page.wrong == page.refused() == []
    assert "This form is too old" in answer.content.decode()
    assert Note.objects.count() == 0
