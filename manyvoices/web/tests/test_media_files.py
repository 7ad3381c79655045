"""Pictures as they are served."""

import pytest
from django.test import Client

from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.pictures import Picture
from tests.cast import Cast

PNG = Picture(content=b"\x89PNG<script>", mime="image/png", width=2, height=1, sha256="0" * 64, colour="")


# promise H4
def test_a_picture_is_a_picture_and_nothing_else(client: Client, cast: Cast) -> None:
    answer = client.get(keep_picture(actor=cast.bo, picture=PNG).url)
    assert b"".join(answer.streaming_content) == PNG.content  # type: ignore[attr-defined]
    answer.close()
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"] == "inline"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "name", ["0" * 32 + ".png", "../secrets.json", "..%2fsecrets.json", "x.svg", "0" * 32 + ".html", ""]
)
def test_nothing_else_of_the_folder_is_served(client: Client, cast: Cast, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


def test_a_picture_is_only_read(client: Client, cast: Cast) -> None:
    url = keep_picture(actor=cast.bo, picture=PNG).url
    assert client.post(url).status_code == 405
    assert client.delete(url).status_code == 405
