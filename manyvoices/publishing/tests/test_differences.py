"""Word by word: both texts can be read from the changes, and only what changed is marked."""

import pytest

from manyvoices.publishing.differences import changes

TEXTS = [
    ("", ""),
    ("", "New"),
    ("We drive slower tonight.", "We drive much slower tonight!"),
    ("A\n\nB #tag", "A\nB #tags https://x.example/?a=1"),
    ("静かなブレーキ", "静かな夜のブレーキ"),
    ("👩‍👩‍👧 rides", "👩‍👧 rides"),
    ("word " * 4000, "word " * 3999 + "end"),
]


@pytest.mark.parametrize(("old", "new"), TEXTS)
def test_both_texts_stand_in_the_changes(old: str, new: str) -> None:
    found = changes(old, new)
    assert "".join(one.text for one in found if one.kind != "new") == old
    assert "".join(one.text for one in found if one.kind != "gone") == new


def test_only_the_changed_word_is_marked() -> None:
    found = changes("We drive slower tonight.", "We drive faster tonight.")
    assert [(one.kind, one.text) for one in found if one.kind != "same"] == [
        ("gone", "slower"),
        ("new", "faster"),
    ]
