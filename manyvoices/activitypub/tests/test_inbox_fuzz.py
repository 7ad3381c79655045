"""Whatever is sent to the inbox, the answer is one of a few numbers, and never 500."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from manyvoices.federation.models import Received, RemoteActor
from manyvoices.federation.tests.strangers import AS2, Stranger, deliver
from manyvoices.federation.uris import absolute

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]
relaxed = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

LENA = Stranger()
ANSWERS = {202, 400, 401, 413, 415, 503}
URIS = st.sampled_from(
    [
        LENA.uri,
        LENA.key_id,
        "https://evil.example/x",
        absolute("/notes/1"),
        "acct:lena@other.example",
        "",
        "https://[",
    ]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | URIS
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "type", "actor", "object", "to", "@id", "attributedTo"]), inner, max_size=5
        )
    ),
    max_leaves=12,
)
MEMBERS = st.sampled_from(["id", "type", "actor", "object", "to", "cc", "@context", "target"])
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60)
NAMES = st.sampled_from(["Signature", "Signature-Input", "Digest", "Content-Digest", "Date"])


# promise G7
@relaxed
@given(
    body=st.binary(max_size=200),
    content_type=st.sampled_from([AS2, "application/ld+json", "text/plain", "x"]),
)
def test_any_bytes(body: bytes, content_type: str) -> None:
    assert deliver(body, LENA.headers(body), content_type=content_type).status_code in ANSWERS


@relaxed
@given(changes=st.dictionaries(MEMBERS, JSON, max_size=4))
def test_any_document_of_somebody_we_know(changes: dict[str, Any]) -> None:
    if not RemoteActor.objects.exists():
        LENA.met()
    said = LENA.says("Like", absolute("/notes/1")) | changes
    assert LENA.send(json.dumps(said).encode()).status_code in ANSWERS


# promise G1
@relaxed
@given(headers=st.dictionaries(NAMES, HEADER, max_size=4))
def test_any_headers(headers: dict[str, str]) -> None:
    body = json.dumps(LENA.says("Like", absolute("/notes/1"))).encode()
    answer = deliver(body, LENA.headers(body) | headers)
    assert answer.status_code in ANSWERS
    assert Received.objects.count() == 0


@relaxed
@given(pieces=st.lists(st.sampled_from(list('keyId="signature=,;()sig1:?=0 \\"')), max_size=40))
def test_any_signature(pieces: list[str]) -> None:
    body = json.dumps(LENA.says("Like", absolute("/notes/1"))).encode()
    headers = LENA.headers(body)
    for name in ("Signature", "Signature-Input"):
        assert deliver(body, headers | {name: "".join(pieces)}).status_code in ANSWERS
    assert Received.objects.count() == 0
