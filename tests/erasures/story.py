"""Somebody whose every field holds a canary works here, is erased, and is then looked for in every byte.

`python -m tests.erasures.story FOLDER` prints what was found, as JSON.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.ground.opening import open_ground

CANARY = "zyxwanda"
INSTEAD = "Erased person"


def live(cast: Any) -> Any:
    """Wanda works here: a voice, a profile, posts, a draft, a picture, a nomination, letters, a record."""
    wanda = _arrives(cast)
    channel = _speaks(cast, wanda)
    _publishes(wanda, channel)
    _is_told(cast, wanda)
    return wanda


def _arrives(cast: Any) -> Any:
    from manyvoices.core import clock  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.people.models import Grant, Right, RoleName  # noqa: PLC0415
    from tests import cast as casting  # noqa: PLC0415

    wanda = casting.person(f"{CANARY} Quill", cast.operations)
    wanda.email, wanda.login = f"{CANARY}@northlight.example", CANARY
    wanda.save()
    casting.role(wanda, RoleName.AMBASSADOR, cast.operations)
    Grant.objects.create(
        person=wanda,
        right=Right.PUBLISH,
        unit=cast.operations,
        reason=CANARY,
        given_by=cast.ada,
        given_at=clock.now(),
    )
    return wanda


def _speaks(cast: Any, wanda: Any) -> Any:
    from manyvoices.voices.models import Channel, ProfileField, VoiceKind  # noqa: PLC0415 -- needs django.setup()
    from tests import cast as casting  # noqa: PLC0415

    kind = {"kind": VoiceKind.PERSON, "person": wanda, "unit": cast.operations, "brand": cast.brand}
    voice = casting.voice(CANARY, f"{CANARY} Quill", bio=f"I am {CANARY}", **kind)
    ProfileField.objects.create(voice=voice, position=1, name=CANARY, value=f"https://{CANARY}.example")
    return Channel.objects.get(voice=voice)


def _publishes(wanda: Any, channel: Any) -> None:
    from django.core.files.base import ContentFile  # noqa: PLC0415 -- needs django.setup()
    from django.core.files.storage import default_storage  # noqa: PLC0415

    from manyvoices.core import clock  # noqa: PLC0415
    from manyvoices.federation.actions.publish_note import publish_note  # noqa: PLC0415
    from manyvoices.media.models import File  # noqa: PLC0415
    from manyvoices.publishing.actions.start_draft import start_draft  # noqa: PLC0415
    from manyvoices.publishing.models import Attachment, Delivery, State  # noqa: PLC0415
    from tests.ground.posts import release  # noqa: PLC0415

    now = clock.now()
    name = default_storage.save(f"{'ab' * 16}.png", ContentFile(CANARY.encode()))
    picture = File.objects.create(
        name=name, mime="image/png", sha256="0" * 64, size=9, width=1, height=1, made_at=now, credit=CANARY
    )
    wanda.picture = picture
    wanda.save()
    post = release(wanda, channel, f"{CANARY} says #hello from the yard")
    Attachment.objects.create(post=post, file=picture, alt=CANARY)
    note = publish_note(
        channel=channel,
        delivery_key=post.deliveries.get().key,
        content={
            "html": f"<p>{CANARY}</p>",
            "language": "en",
            "attachments": [{"url": "/a", "name": CANARY}],
        },
        kind="story",
        world="live",
    )
    Delivery.objects.filter(post=post).update(
        state=State.SENT, sent_at=now, remote_id=note.uri, url=note.url, due_at=None
    )
    draft = start_draft(actor=wanda, voice=channel.voice)
    draft.variants.update(text=f"draft of {CANARY}")


def _is_told(cast: Any, wanda: Any) -> None:
    from manyvoices.core import audit, clock  # noqa: PLC0415 -- needs django.setup()
    from manyvoices.notifications.actions.tell_person import tell_person  # noqa: PLC0415
    from manyvoices.notifications.models import Letter  # noqa: PLC0415
    from manyvoices.people.models import Invitation  # noqa: PLC0415

    now = clock.now()
    told = {"kind": "test", "link": "/", "text": f"{CANARY} Quill was here"}
    tell_person(person=cast.ada, key="a", subject=f"{CANARY} Quill asks", **told)
    tell_person(person=wanda, key="b", subject=f"Hello {CANARY}", **told)
    Letter.objects.create(
        person=wanda,
        kind="test",
        to=wanda.email,
        subject=CANARY,
        text=CANARY,
        message_id=f"<{CANARY}>",
        made_at=now,
    )
    Invitation.objects.create(
        token_hash="x",
        name=wanda.name,
        email=wanda.email,
        unit=cast.operations,
        invited_at=now,
        expires_at=now,
    )
    audit.record(
        actor=cast.ada, verb="invite", target=wanda, because=f"{CANARY} Quill is good", email=wanda.email
    )
    audit.chain()


def found(folder: Path) -> list[str]:
    """Where the canary still stands: tables, and files of the data folder by their bytes and names."""
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    places = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            places += [f"{table}: {row}"[:300] for row in cursor.fetchall() if CANARY in str(row).lower()]
    connection.close()
    for path in folder.rglob("*"):
        if path.is_file() and CANARY.encode() in path.read_bytes().lower() + path.name.encode():
            places.append(str(path))
    return places


def main() -> None:
    """Tells what was there before, what is there after, and what a restore brings back."""
    folder = Path(sys.argv[1])
    data = folder / "data"
    os.environ["MANYVOICES_DATA_DIR"] = str(data)
    os.environ["MANYVOICES_BASE_URL"] = "https://voices.example"
    open_ground()
    from django.core.management import call_command  # noqa: PLC0415 -- needs django.setup()

    from manyvoices.core import audit, clock  # noqa: PLC0415
    from manyvoices.core.models import AuditRow  # noqa: PLC0415
    from manyvoices.media.models import File  # noqa: PLC0415
    from manyvoices.people.models import Person  # noqa: PLC0415
    from manyvoices.publishing.models import Delivery  # noqa: PLC0415
    from tests.cast import make_cast  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    wanda = live(make_cast())
    before = found(data)
    said = _run("backup", str(folder / "before.zip")) + _run("erase", CANARY, "--yes")
    after = found(data)
    removals = Delivery.objects.filter(post__voice__person=wanda, verb="remove").count()
    Delivery.objects.filter(verb="remove").update(state="sent", sent_at=clock.now(), due_at=None)
    _run("erase", str(wanda.pk), "--yes")
    finished = found(data)
    intact, rows = audit.first_broken() is None, AuditRow.objects.filter(target_id=wanda.pk).count()
    files = File.objects.count()
    _run("restore", str(folder / "before.zip"), "--replace")
    restored = Person.objects.get(pk=wanda.pk).name
    result = {
        "before": len(before),
        "after": after,
        "finished": finished,
        "removals": removals,
        "intact": intact,
        "rows": rows,
        "files": files,
        "restored": restored,
        "said": said,
    }
    print(json.dumps(result))


def _run(*arguments: str) -> str:
    from django.db import connection  # noqa: PLC0415 -- needs django.setup()

    connection.close()
    command = [sys.executable, "-m", "manyvoices", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


if __name__ == "__main__":
    main()
