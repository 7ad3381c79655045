"""`doctor` and `queue`: what an operator reads first."""

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as in_force
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from manyvoices.config import Config
from manyvoices.core import audit, clock
from manyvoices.core.models import AuditRow
from manyvoices.media.agreement import agreement, move_orphans_aside
from manyvoices.media.models import File
from manyvoices.notifications.models import MailServer
from manyvoices.shell import queueing
from manyvoices.shell.doctor import database
from manyvoices.shell.problems import Problem
from manyvoices.shell.tests.running import manyvoices, refusal
from tests.cast import Cast


# promise C8
@pytest.mark.django_db
def test_media_that_disagrees_is_told_and_strays_are_moved_aside(tmp_path: Path) -> None:
    row = {
        "mime": "image/png",
        "sha256": "0" * 64,
        "size": 1,
        "width": 1,
        "height": 1,
        "made_at": clock.now(),
    }
    for name in ("kept.png", "stray.png", "young.png"):
        default_storage.save(name, ContentFile(b"x"))
    an_hour_ago = time.time() - 7200
    os.utime(default_storage.path("stray.png"), (an_hour_ago, an_hour_ago))
    File.objects.create(name="kept.png", **row)
    File.objects.create(name="gone.png", **row)
    found = agreement()
    assert (found.missing, [path.name for path in found.orphans]) == (["gone.png"], ["stray.png"])
    assert [move_orphans_aside(tmp_path / "aside"), move_orphans_aside(tmp_path / "aside")] == [1, 0]
    assert [path.name for path in (tmp_path / "aside").iterdir()] == ["stray.png"]
    assert default_storage.exists("kept.png")


@pytest.mark.django_db
def test_a_clock_that_ran_ahead_and_a_key_that_is_lost_are_found(settings: object, tmp_path: Path) -> None:
    MailServer.objects.create(host="mail.example", password="kept", changed_at=clock.now())
    audit.record(actor=None, verb="test", target=None)
    config: Config = in_force.CONFIG.model_copy(update={"data_dir": tmp_path})
    levels = {one.where: one.level for one in database.examine(config)}
    assert levels == {"database": "ok", "tables": "ok", "clock": "ok", "keys fit": "ok", "media": "ok"}
    AuditRow.objects.update(at=clock.now() + timedelta(days=1))
    settings.ENCRYPTION_KEYS = ["Zm9yZ290dGVuZm9yZ290dGVuZm9yZ290dGVuZm9yZ28="]  # type: ignore[attr-defined]
    found = {one.where: one for one in database.examine(config) if one.level == "bad"}
    assert found.keys() == {"clock", "keys fit"}
    assert "secrets.json" in found["keys fit"].said


@pytest.mark.long
def test_the_doctor_says_what_to_do_and_ends_with_one(installed: Path) -> None:
    (installed / "secrets.json").chmod(0o644)
    done = manyvoices("doctor", "--json", folder=installed)
    lines = {row["where"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert (done.returncode, done.stderr) == (1, "")
    assert lines["keys"]["to_do"].startswith("Run: chmod 600")
    assert {name for name, row in lines.items() if row["level"] == "ok"} >= {
        "database",
        "tables",
        "clock",
        "time zones",
    }
    assert lines["backup"]["level"] == "warn"
    assert lines["worker"]["level"] == "bad"


@pytest.mark.django_db
def test_the_queue_lists_what_waits_and_no_words(cast: Cast) -> None:
    assert queueing.sums(10) == queueing.each(10) == []
    with pytest.raises(Problem, match="no delivery 7"):
        queueing.explained(7)


def test_the_queue_asks_for_a_number(tmp_path: Path) -> None:
    code, sentence = refusal("queue", "explain", "x", folder=tmp_path)
    assert (code, "queue explain 123" in sentence) == (2, True)
