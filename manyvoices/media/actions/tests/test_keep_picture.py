"""Keeping pictures."""

import re

import pytest
from django.core.files.storage import default_storage

from manyvoices.core import audit
from manyvoices.media.actions.keep_picture import keep_picture
from manyvoices.media.models import File
from manyvoices.media.pictures import Picture
from tests.cast import Cast

PNG = Picture(content=b"\x89PNG", mime="image/png", width=2, height=1, sha256="0" * 64, colour="#ffffff")


def test_the_bytes_stand_under_a_random_name(cast: Cast) -> None:
    first, second = (keep_picture(actor=cast.bo, picture=PNG) for _ in range(2))
    assert re.fullmatch(r"[0-9a-f]{32}\.png", first.name)
    assert first.name != second.name
    with default_storage.open(first.name) as kept:
        assert kept.read() == PNG.content
    assert (first.width, first.height, first.size, first.colour) == (2, 1, 4, "#ffffff")


# promise C8
def test_without_its_row_the_file_goes_too(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(RuntimeError):
        keep_picture(actor=cast.bo, picture=PNG)
    assert not File.objects.exists()
    assert default_storage.listdir("")[1] == []
