"""The practice network, asked over plain HTTP."""

import http.client
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from manyvoices.networks.sandbox.tests.standing import Network, practice_network

POSTS = "/sandbox-network/accounts/bo/posts"
POSTS_OF = "/sandbox-network/accounts/{}/posts"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    with practice_network(tmp_path_factory.mktemp("practice")) as running:
        yield running


def ask(
    network: Network,
    method: str,
    path: str,
    told: Any = None,
    *,
    token: str | None = None,
    options: dict[str, Any] | None = None,
) -> tuple[int, bytes]:
    """Status and body of one request, as the account bo unless another token is given."""
    headers = {"Authorization": f"Bearer {token if token is not None else network.token('bo')}"}
    if options:
        headers["Sandbox-Behaviour"] = json.dumps(options)
    body = None if told is None else json.dumps(told)
    with closing(http.client.HTTPConnection("127.0.0.1", network.port, timeout=10)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_a_post_can_be_read_changed_and_removed(network: Network) -> None:
    status, body = ask(network, "POST", POSTS, {"key": "read", "text": "first words"})
    made = json.loads(body)
    assert status == 201
    assert ask(network, "GET", made["url"], token="") == (200, b"first words")
    assert ask(network, "PATCH", f"{POSTS}/{made['id']}", {"text": "other words"})[0] == 200
    assert ask(network, "GET", made["url"], token="") == (200, b"other words")
    assert ask(network, "DELETE", f"{POSTS}/{made['id']}")[0] == 204
    assert ask(network, "DELETE", f"{POSTS}/{made['id']}")[0] == 204
    assert ask(network, "GET", made["url"], token="")[0] == 404
    assert ask(network, "PATCH", f"{POSTS}/{made['id']}", {"text": "again"})[0] == 404


@pytest.mark.parametrize("token", ["", "0" * 64, "ünkel"])
def test_a_foreign_token_is_refused_and_changes_nothing(network: Network, token: str) -> None:
    before = network.accepted()
    assert ask(network, "POST", POSTS, {"text": "words"}, token=token.encode().decode("latin-1"))[0] == 401
    assert ask(network, "GET", POSTS, token=token.encode().decode("latin-1"))[0] == 401
    assert network.accepted() == before


def test_a_token_opens_one_account(network: Network) -> None:
    assert ask(network, "GET", POSTS_OF.format("ada"))[0] == 401


def test_an_account_sees_its_own_posts_only(network: Network) -> None:
    ask(network, "POST", POSTS_OF.format("cleo"), {"text": "of Cleo"}, token=network.token("cleo"))
    listed = json.loads(ask(network, "GET", POSTS)[1])["posts"]
    assert "of Cleo" not in {post["text"] for post in listed}


@pytest.mark.parametrize(
    "told",
    [
        *(None, [], {}, {"text": ""}, {"text": "x" * 501}, {"text": "x" * 500, "content_warning": "y"}),
        *({"text": "x", "media": [1] * 5}, {"text": "x", "media": "no list"}),
    ],
)
def test_what_does_not_fit_is_refused(network: Network, told: Any) -> None:
    assert ask(network, "POST", POSTS, told)[0] == 422


def test_exactly_what_fits_is_accepted(network: Network) -> None:
    assert ask(network, "POST", POSTS, {"text": "x" * 500})[0] == 201


@pytest.mark.parametrize(
    "options", [{"behaviour": "explode"}, {"behaviour": []}, {"times": "many"}, {"before_ms": "x"}]
)
def test_an_unknown_behaviour_is_refused(network: Network, options: dict[str, Any]) -> None:
    assert ask(network, "POST", POSTS, {"text": "words"}, options=options)[0] == 400


def test_a_fault_can_end_after_some_writes(network: Network) -> None:
    address, token = POSTS_OF.format("dan"), network.token("dan")
    options = {"behaviour": "error-before", "times": 2}
    told = {"text": "words"}
    statuses = [ask(network, "POST", address, told, token=token, options=options)[0] for _ in range(3)]
    assert statuses == [500, 500, 201]


@pytest.mark.parametrize("path", ["/sandbox-network/", "/sandbox-network/posts/none", POSTS + "/a/b"])
def test_elsewhere_there_is_nothing(network: Network, path: str) -> None:
    assert ask(network, "GET", path)[0] == 404


def test_what_cannot_be_done_is_refused(network: Network) -> None:
    assert ask(network, "DELETE", POSTS)[0] == 405
