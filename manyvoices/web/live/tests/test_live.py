"""Who may listen, and for how long: asked of the same pages that a browser asks."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from manyvoices.conversations.tests.talks import talk
from manyvoices.core.ids import id_at_ms
from manyvoices.people.models import Person
from manyvoices.people.sessions import still_open
from manyvoices.web.live.admitted import ADMITTED, Admitted
from manyvoices.web.live.live import still_admitted
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_who_is_signed_in_listens_to_what_they_see(cast: Cast) -> None:
    client = signed_in(cast.cleo)
    answer = client.get("/live/inbox/?since=1790000000000")
    key = client.session.session_key
    assert answer.wsgi_request.environ[ADMITTED] == Admitted(
        cast.cleo.pk, key or "", None, id_at_ms(1789999999000)
    )
    assert answer["Content-Type"] == "text/event-stream"
    assert {"no-store", "no-transform", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Accel-Buffering"] == "no"
    # Without a front the browser looks and comes again.
    assert answer.content == b"retry: 5000\nevent: changed\ndata: 1\n\n"


@pytest.mark.parametrize("since", ["", "x", "-1", "²", "1" * 16])
def test_a_time_that_is_none_is_left_out(cast: Cast, since: str) -> None:
    answer = signed_in(cast.cleo).get("/live/inbox/", {"since": since})
    assert answer.wsgi_request.environ[ADMITTED].since is None


# promise I1
def test_one_conversation_is_heard_by_those_who_see_it(cast: Cast) -> None:
    ours, private = talk(cast.operations), talk(cast.operations, owner=cast.bo)
    for who, one, status in [
        (cast.cleo, ours, 200),
        (cast.ada, ours, 200),
        (cast.dan, ours, 404),
        (cast.bo, private, 200),
        (cast.ada, private, 404),
        (cast.cleo, private, 404),
    ]:
        answer = signed_in(who).get(f"/live/inbox/{one.pk}/")
        assert answer.status_code == status, (who, one)
        assert (ADMITTED in answer.wsgi_request.environ) == (status == 200)


def test_a_visitor_is_led_to_the_sign_in_and_a_press_is_refused(cast: Cast) -> None:
    answer = Client().get("/live/inbox/", HTTP_MANYVOICES_ADMITTED="1")
    assert (answer.status_code, ADMITTED in answer.wsgi_request.environ) == (302, False)
    assert signed_in(cast.cleo).post("/live/inbox/").status_code == 405


# promise I9
def test_whose_session_ended_or_who_left_listens_no_more(
    cast: Cast, django_assert_num_queries: Callable[..., AbstractContextManager[Any]]
) -> None:
    listening, clients = [], {}
    for who in (cast.ada, cast.bo, cast.cleo):
        clients[who] = client = signed_in(who)
        client.get("/live/inbox/")
        listening.append(Admitted(who.pk, client.session.session_key or ""))
    ada, _bo, _cleo = listening
    with django_assert_num_queries(4):
        assert list(still_admitted(listening)) == listening
    clients[cast.bo].logout()
    Person.objects.filter(pk=cast.cleo.pk).update(is_active=False)
    assert list(still_admitted(listening)) == [ada]
    assert still_open([ada.session, "another"]) == {ada.session}
