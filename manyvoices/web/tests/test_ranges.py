"""Parts of files, as players ask for them."""

import pytest
from django.test import Client

from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.pictures import Picture
from manyvoices.web.ranges import part_of
from tests.cast import Cast

TEN = Picture(content=b"0123456789", mime="image/png", width=2, height=1, sha256="0" * 64, colour="")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-", 0, 9), ("bytes=2-4", 2, 4), ("bytes=-3", 7, 9), ("bytes=8-99", 8, 9), ("bytes=-99", 0, 9)],
)
def test_a_part_is_given(client: Client, cast: Cast, asked: str, first: int, last: int) -> None:
    url = keep_picture(actor=cast.bo, picture=TEN).url
    answer = client.get(url, headers={"range": asked})
    assert b"".join(answer.streaming_content) == TEN.content[first : last + 1]  # type: ignore[attr-defined]
    answer.close()
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/10"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_what_is_not_there_is_said_so(client: Client, cast: Cast, asked: str) -> None:
    answer = client.get(keep_picture(actor=cast.bo, picture=TEN).url, headers={"range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize(
    "asked", ["bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=", "bytes=-", "bytes=a-b", "x"]
)
def test_what_nobody_has_to_understand_gives_the_whole(client: Client, cast: Cast, asked: str) -> None:
    answer = client.get(keep_picture(actor=cast.bo, picture=TEN).url, headers={"range": asked})
    assert (answer.status_code, part_of(asked, 10)) == (200, None)
    assert answer["Accept-Ranges"] == "bytes"
    answer.close()


def test_a_part_of_another_version_is_the_whole(client: Client, cast: Cast) -> None:
    url = keep_picture(actor=cast.bo, picture=TEN).url
    answer = client.get(url, headers={"range": "bytes=0-1", "if-range": '"another"'})
    assert answer.status_code == 200
    answer.close()
