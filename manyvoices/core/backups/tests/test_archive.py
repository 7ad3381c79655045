"""The file itself: whole or refused, and nothing in it leads anywhere else."""

import json
import stat
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from manyvoices.core.backups import BadBackup, Manifest, key_print, opened
from manyvoices.core.backups.manifest import NAME, is_safe
from manyvoices.core.backups.sealing import SEAL, seal
from manyvoices.core.backups.writing import written

INSIDE = {"database.sqlite3": b"rows" * 300, "data/secrets.json": b"{}", "data/media/a.jpg": b"\xff\xd8" * 90}


def manifest(members: list[dict[str, object]], **more: object) -> Manifest:
    """A manifest that fits these members."""
    usual: dict[str, object] = {
        "product": "Manyvoices",
        "format": 1,
        "version": "0.1.0",
        "made_at": datetime(2026, 11, 22, tzinfo=UTC),
        "database": "sqlite",
        "base_url": "",
        "keys": [key_print("a key")],
        "keys_inside": True,
        "migrations": ["core.0001_initial"],
        "counts": {},
    }
    return Manifest.model_validate({**usual, "members": members, **more})


def make(target: Path, source: type[BytesIO] = BytesIO, **more: object) -> Path:
    with written(target) as (writer, _):
        for name, content in INSIDE.items():
            writer.file(name, source(content))
        writer.close(manifest([one.model_dump() for one in writer.members], **more))
    return target


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("backup") / "whole.zip")


def test_what_went_in_comes_out_for_the_owner_alone(whole: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600
    with opened(whole) as archive:
        archive.verify()
        for member in archive.manifest.members:
            archive.unpack(member, tmp_path / member.name)
    assert {name: (tmp_path / name).read_bytes() for name in INSIDE} == INSIDE
    assert stat.S_IMODE((tmp_path / "data/secrets.json").stat().st_mode) == 0o600
    assert [path.name for path in whole.parent.iterdir()] == ["whole.zip"]


# promise C9
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@example(place=0.0, bit=0)
def test_a_backup_with_one_bit_changed_is_refused(
    whole: Path, tmp_path: Path, place: float, bit: int
) -> None:
    content = bytearray(whole.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    changed = tmp_path / "changed.zip"
    changed.write_bytes(content)
    with pytest.raises(BadBackup), opened(changed):
        pass


# promise C9
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left=st.floats(0, 1, exclude_max=True))
def test_a_backup_that_is_not_complete_is_refused(whole: Path, tmp_path: Path, left: float) -> None:
    content = whole.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(content[: int(left * len(content))])
    with pytest.raises(BadBackup), opened(cut):
        pass


# promise C9
def test_a_manifest_that_lies_about_a_member_is_found_out(whole: Path, tmp_path: Path) -> None:
    """The seal is nothing that somebody could not set anew: what is inside is compared as well."""
    forged = reseal(tmp_path / "forged.zip", {**INSIDE, "data/secrets.json": b"[]"}, said=INSIDE)
    with opened(forged) as archive, pytest.raises(BadBackup):
        archive.verify()


# promise H7
@pytest.mark.parametrize(
    "name",
    [
        "data/../../../etc/cron.d/x",
        "../x",
        "/etc/passwd",
        "data/./x",
        "data//x",
        "data\\..\\x",
        "C:/x",
        "data/a\nb",
        "elsewhere/x",
        "data/" + "x" * 500,
    ],
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    assert not is_safe(name)
    with (
        pytest.raises(BadBackup, match="was not written by Manyvoices"),
        opened(reseal(tmp_path / "out.zip", {**INSIDE, name: b"x"})),
    ):
        pass


# promise H7
def test_links_doubles_and_strangers_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("data/media/link.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    for made in (
        reseal(tmp_path / "link.zip", INSIDE, extra=link, said={**INSIDE, link.filename: b"/etc/passwd"}),
        reseal(tmp_path / "stranger.zip", INSIDE, extra=zipfile.ZipInfo("data/stranger")),
        reseal(tmp_path / "cases.zip", {**INSIDE, "data/SECRETS.json": b"{}"}),
    ):
        with pytest.raises(BadBackup, match="was not written by Manyvoices"), opened(made):
            pass


# promise H7
def test_a_member_larger_than_it_says_is_not_unpacked(tmp_path: Path) -> None:
    """A bomb: the directory and the manifest say ten bytes, the stream gives a gigabyte of zeros."""
    bomb = reseal(
        tmp_path / "bomb.zip", {**INSIDE, "data/bomb": b"0" * 10_000_000}, claimed={"data/bomb": 10}
    )
    with pytest.raises(BadBackup), opened(bomb) as archive:
        archive.unpack(archive.manifest.members[-1], tmp_path / "bomb")
    assert not (tmp_path / "bomb").exists() or (tmp_path / "bomb").stat().st_size <= 10


def test_another_format_says_which_version_reads_it(tmp_path: Path) -> None:
    made = make(tmp_path / "later.zip", format=2, version="9.0")
    with pytest.raises(BadBackup, match=r"Restore it with Manyvoices 9\.0\."), opened(made):
        pass


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    class Full(BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        make(tmp_path / "never.zip", source=Full)
    assert list(tmp_path.iterdir()) == []


def reseal(
    target: Path,
    inside: dict[str, bytes],
    *,
    extra: zipfile.ZipInfo | None = None,
    said: dict[str, bytes] | None = None,
    claimed: dict[str, int] | None = None,
) -> Path:
    """What somebody who wants to harm could make: any names and any manifest under a seal that fits."""
    shown = (said or inside).items()
    claims = claimed or {}
    aside = target.with_suffix(".ours")
    with written(aside) as (writer, _):
        for name, content in shown:
            writer.file(name, BytesIO(content))
    ours = [{**one.model_dump(), "size": claims.get(one.name, one.size)} for one in writer.members]
    base = manifest([])
    text = json.loads(base.model_dump_json()) | {"members": ours}
    with target.open("w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in inside.items():
                archive.writestr(name, content)
            if extra is not None:
                archive.writestr(extra, "/etc/passwd")
            archive.writestr(NAME, json.dumps(text))
            for name, size in claims.items():
                archive.getinfo(name).file_size = size
            archive.comment = SEAL + b"0" * 64
        seal(file)
    return target
