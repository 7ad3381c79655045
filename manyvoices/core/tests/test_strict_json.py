"""Strict JSON: valid documents pass unchanged, hostile ones are refused with a reason."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyvoices.core.strict_json import BadJson, TooLarge, parse

STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | STORABLE
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(STORABLE, inner, max_size=4),
    max_leaves=20,
)
DOCUMENTS = st.lists(VALUES, max_size=4) | st.dictionaries(STORABLE, VALUES, max_size=4)

REFUSED = [
    (b"", "bad-syntax"),
    (b"{", "bad-syntax"),
    (b"[1,]", "bad-syntax"),
    (b"{'a':1}", "bad-syntax"),
    (b"[1] trailing", "bad-syntax"),
    (b'["unterminated [[[', "bad-syntax"),
    (b'["raw\ttab"]', "bad-syntax"),
    (b"\xef\xbb\xbf[]", "bad-syntax"),
    (b"]" * 9 + b"[", "bad-syntax"),
    (b'["\xff"]', "bad-utf8"),
    (b'["\xed\xa0\x80"]', "bad-utf8"),
    ("[1]".encode("utf-16"), "bad-utf8"),
    ("[1]".encode("utf-32-le"), "bad-syntax"),
    (b"[NaN]", "bad-number"),
    (b"[Infinity]", "bad-number"),
    (b"[-Infinity]", "bad-number"),
    (b"[1e999]", "bad-number"),
    (b"[9223372036854775808]", "bad-number"),
    (b"[-9223372036854775808]", "bad-number"),
    (b"[" + b"9" * 500_000 + b"]", "bad-number"),
    (b'{"a":1,"a":2}', "duplicate-key"),
    (b'{"a":1,"\\u0061":2}', "duplicate-key"),
    (b'{"actor":1,"actor\\u0000":2}', "duplicate-key"),
    (b'[[{"id":1,"\\ud800id":2}]]', "duplicate-key"),
    (b"1", "not-a-document"),
    (b"null", "not-a-document"),
    (b'"text"', "not-a-document"),
]


# promise G7
@pytest.mark.parametrize(("raw", "reason"), REFUSED)
def test_hostile_documents_are_refused_with_their_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(BadJson) as refused:
        parse(raw)
    assert refused.value.reason == reason
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("raw", [b"[NaN]", b'{"a":1,"a":2}', b'["\\u0000"]'])
def test_plain_json_loads_accepts_what_we_refuse_or_strip(raw: bytes) -> None:
    """The broken twin: without our checks these documents pass, so the tests above can fail."""
    assert json.loads(raw) is not None


# promise G7
def test_size_is_refused_before_anything_is_read() -> None:
    with pytest.raises(TooLarge) as refused:
        parse(b" " * 1_048_577)
    assert refused.value.reason == "too-large"
    assert parse(b"[" + b" " * 1_048_574 + b"]") == []


# promise G7
@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_depth_is_refused_before_the_parser_recurses(opening: bytes) -> None:
    with pytest.raises(BadJson) as refused:
        parse(opening * 100_000)
    assert refused.value.reason == "too-deep"
    with pytest.raises(RecursionError):
        json.loads(opening * 100_000)


def test_the_deepest_allowed_document_passes() -> None:
    assert parse(b"[" * 64 + b"]" * 64)
    with pytest.raises(BadJson):
        parse(b"[" * 65 + b"]" * 65)


def test_brackets_and_escapes_inside_strings_are_not_depth() -> None:
    text = "[" * 500 + '\\"{' * 200 + "\\"
    assert parse(json.dumps([text, {text: 1}]).encode()) == [text, {text: 1}]


# promise G7
@pytest.mark.parametrize("document", [list(range(1_001)), {str(n): n for n in range(1_001)}])
def test_too_many_members_are_refused(document: Any) -> None:
    with pytest.raises(BadJson) as refused:
        parse(json.dumps([document]).encode())
    assert refused.value.reason == "too-many-items"
    assert parse(json.dumps([document]).encode(), max_items=1_001) == [document]


def test_nul_and_lone_surrogates_are_stripped_and_pairs_kept() -> None:
    raw = rb'{"k\u0000ey": ["a\u0000b", "\ud800c\udfff", "\ud83d\ude00", {"n": "\ude00\ud83d"}]}'
    assert parse(raw) == {"key": ["ab", "c", "\U0001f600", {"n": ""}]}


@settings(deadline=None)
@given(DOCUMENTS)
def test_valid_documents_come_back_unchanged(document: Any) -> None:
    for ascii_only in (True, False):
        assert parse(json.dumps(document, ensure_ascii=ascii_only).encode()) == document


@settings(deadline=None)
@given(DOCUMENTS, st.integers(min_value=0), st.binary(min_size=1, max_size=3))
def test_damaged_documents_are_read_or_refused_never_crash(document: Any, where: int, noise: bytes) -> None:
    raw = json.dumps(document).encode()
    cut = where % len(raw)
    try:
        parsed = parse(raw[:cut] + noise + raw[cut + 1 :])
    except BadJson:
        return
    # Whatever was accepted can be stored as UTF-8, and reading it a second time changes nothing more.
    assert parse(json.dumps(parsed, ensure_ascii=False).encode()) == parsed


@settings(deadline=None)
@given(st.integers(1, 200), st.lists(st.booleans(), min_size=200, max_size=200))
def test_the_depth_limit_is_exact_for_mixed_nesting(depth: int, shapes: list[bool]) -> None:
    document: Any = 1
    for as_list in shapes[:depth]:
        document = [document] if as_list else {"[": document}
    raw = json.dumps(document).encode()
    if depth <= 64:
        assert parse(raw) == document
        return
    with pytest.raises(BadJson) as refused:
        parse(raw)
    assert refused.value.reason == "too-deep"
