from manyvoices.core.markup.plain import to_html
from manyvoices.federation.rendering.tags import mentioned, tags

PAGES = {"bo": "https://voices.example/actors/1", "lena@far.example": "https://far.example/users/lena"}


def test_each_mention_and_hashtag_once_in_order() -> None:
    html = to_html("@bo, @lena@far.example: #Train #train https://far.example @bo @nobody", mention=PAGES.get)
    assert tags(html) == [
        {"type": "Mention", "href": "https://voices.example/actors/1", "name": "@bo@voices.example"},
        {"type": "Mention", "href": "https://far.example/users/lena", "name": "@lena@far.example"},
        {"type": "Hashtag", "name": "#Train"},
    ]
    assert mentioned(html) == ["https://voices.example/actors/1", "https://far.example/users/lena"]


def test_a_hashtag_with_a_page_is_no_mention() -> None:
    html = to_html("#train", hashtag=lambda name: f"https://voices.example/tags/{name}")
    assert tags(html) == [{"type": "Hashtag", "href": "https://voices.example/tags/train", "name": "#train"}]


def test_text_that_only_looks_like_a_tag_is_none() -> None:
    assert tags(to_html('<a class="mention" href="https://evil.example">@x</a>')) == []
