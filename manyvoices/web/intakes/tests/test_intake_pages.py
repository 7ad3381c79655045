"""The pages of doors, files and sightings: whole journeys without a script, and constant in their questions."""

import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from manyvoices.conversations.actions.decide_conversations import decide_conversations
from manyvoices.conversations.actions.make_webhook import make_webhook
from manyvoices.conversations.actions.start_message_import import start_message_import
from manyvoices.conversations.models import (
    Arrival,
    Conversation,
    Intake,
    MessageImport,
    MessageLine,
    Sighting,
)
from manyvoices.conversations.tests.arriving import standing_promise
from manyvoices.conversations.tests.knocking import brought, document, door, knock
from manyvoices.conversations.tests.test_message_imports import works
from manyvoices.conversations.work.sightings import tell_reporters
from manyvoices.core import clock
from manyvoices.media.tests.files import picture_file
from manyvoices.notifications.models import Notification
from manyvoices.people.models import Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_webhook_is_made_its_secret_shown_once_exchanged_and_ended(cast: Cast) -> None:
    ada = at(cast.ada)
    made = ada.post("/settings/intakes/webhooks", {"name": "Form", "unit": cast.operations.pk}, follow=True)
    intake = Intake.objects.get()
    assert intake.secret in made.content.decode()
    page = f"/settings/intakes/{intake.pk}"
    assert intake.secret not in ada.get(page).content.decode()
    body = document()
    Client().post(f"/intake/{intake.token}", body, content_type="application/json", headers=knock(body, "x"))
    assert "wrong-signature" in ada.get(page).content.decode()
    changed = ada.post(f"{page}/rotate", follow=True).content.decode()
    fresh = Intake.objects.get()
    assert fresh.secret in changed
    assert fresh.old_secret == intake.secret
    ada.post(f"{page}/end-old-secret")
    assert Intake.objects.get().old_secret == ""
    assert "Closed" in ada.post(f"{page}/end", follow=True).content.decode()
    assert Intake.objects.get().ended_at is not None


def test_a_secret_kept_for_the_next_page_is_encrypted(cast: Cast) -> None:
    ada = at(cast.ada)
    ada.post("/settings/intakes/webhooks", {"name": "Form", "unit": cast.operations.pk})
    assert Intake.objects.get().secret not in str(dict(ada.session))


@pytest.mark.parametrize("path", ["/settings/intakes", "/settings/intakes/imports"])
def test_who_keeps_no_door_is_refused(cast: Cast, path: str) -> None:
    assert at(cast.cleo).get(path).status_code == 403
    assert at(cast.eve).get(f"/settings/intakes/{door(cast).pk}").status_code == 404


def test_a_mailbox_is_made_and_its_password_never_shown(cast: Cast) -> None:
    ada = at(cast.ada)
    fields = {
        "address": "help@northlight.example",
        "unit": cast.operations.pk,
        "host": "imap.example",
        "port": 993,
    }
    fields |= {"security": "tls", "user": "help", "password": "secret word", "folder": "INBOX"}
    form = {f"mailbox-{name}": value for name, value in fields.items()}
    page = ada.post("/settings/intakes/mailboxes", form, follow=True).content.decode()
    assert "help@northlight.example" in page
    assert "secret word" not in page
    Intake.objects.update(failing_since=clock.now(), last_error="auth: NO [AUTHENTICATIONFAILED] <b>who</b>")
    shown = ada.get("/settings/intakes").content.decode()
    assert "NO [AUTHENTICATIONFAILED] &lt;b&gt;who" in shown
    assert "Does not work" in shown
    assert ada.post("/settings/intakes/mailboxes", form).status_code == 422


def test_a_file_is_brought_looked_at_and_imported(cast: Cast) -> None:
    ada, upload = (
        at(cast.ada),
        SimpleUploadedFile("c.csv", b"text\nNo train.\n \n,\n<b>Late</b>\n", "text/csv"),
    )
    brought_in = ada.post("/settings/intakes/imports", {"file": upload, "unit": cast.operations.pk})
    one = works(MessageImport.objects.get())
    page = ada.get(brought_in["Location"]).content.decode()
    assert "&lt;b&gt;Late" in ada.get(brought_in["Location"] + "?show=").content.decode()
    assert "Import 2 messages" in page
    columns = ada.post(f"{brought_in['Location']}/columns", {"text": "nothing"})
    assert columns.status_code == 422
    ada.post(f"{brought_in['Location']}/confirm", {})
    works(one)
    done = ada.get(brought_in["Location"]).content.decode()
    assert "2 messages are here" in done
    assert Conversation.objects.count() == 2
    bad = SimpleUploadedFile("c.csv", b"", "text/csv")
    assert ada.post("/settings/intakes/imports", {"file": bad, "unit": cast.operations.pk}).status_code == 422


def test_anybody_reports_a_sighting_and_hears_of_it(cast: Cast, settings: Any) -> None:
    dan = at(cast.dan)
    page = dan.get("/sightings/new?text=https://social.example/p/1&title=Instagram").content.decode()
    assert 'value="https://social.example/p/1"' in page
    picture = SimpleUploadedFile("shot.png", picture_file(Image.new("RGB", (20, 10)), "PNG"), "image/png")
    fields = {"link": "https://social.example/p/1", "words": "Never again!", "unit": cast.operations.pk}
    dan.post("/sightings/new", {**fields, "picture": picture, "said_by": "Lena", "where": "Instagram"})
    sighting = Sighting.objects.select_related("message__conversation__contact").get()
    talk = sighting.message.conversation
    assert (talk.unit, talk.contact.name, talk.network) == (cast.operations, "Lena", "sighting")
    assert sighting.message.attachments[0]["url"].endswith(".png")
    again = dan.post("/sightings/new", fields, follow=True).content.decode()
    assert "reported before" in again
    assert Sighting.objects.count() == 1
    tell_reporters()
    assert not Notification.objects.filter(person=cast.dan, kind="sighting").exists()
    Conversation.objects.update(assigned_to=cast.cleo)
    tell_reporters()
    tell_reporters()
    Conversation.objects.update(answered_at=clock.now())
    tell_reporters()
    tell_reporters()
    told = list(
        Notification.objects.filter(person=cast.dan, kind="sighting")
        .order_by("id")
        .values_list("text", flat=True)
    )
    assert [sentence.split(".")[0] for sentence in told] == ["A colleague has it now", "It was answered"]
    assert "Answered" in dan.get("/sightings").content.decode()
    # Who answers them is not theirs to read, nor is what colleagues reported.
    assert "Never again!" not in at(cast.bo).get("/sightings").content.decode()


@pytest.mark.parametrize("fields", [{}, {"link": "javascript:alert(1)"}, {"words": "x" * 4001}])
def test_a_sighting_of_nothing_is_refused(cast: Cast, fields: dict[str, str]) -> None:
    answer = at(cast.dan).post("/sightings/new", {**fields, "unit": cast.operations.pk})
    assert answer.status_code == 422
    wrong = SimpleUploadedFile("shot.png", b"<svg onload=alert(1)>", "image/png")
    answer = at(cast.dan).post("/sightings/new", {"picture": wrong, "unit": cast.operations.pk})
    assert answer.status_code == 422
    assert not Sighting.objects.exists()


def test_an_answer_given_elsewhere_keeps_the_promise_once(cast: Cast) -> None:
    talk = brought(cast)
    decide_conversations(messages=list(talk.messages.all()), now=clock.now())
    talk.refresh_from_db()
    cleo, form = at(cast.cleo), {"text": "I called her: at eight.", "seen": talk.version}
    for _ in range(2):
        assert cleo.post(f"/inbox/{talk.pk}/answered", form)["Location"] == f"/inbox/{talk.pk}/"
    talk.refresh_from_db()
    assert (talk.standing, talk.messages.filter(direction="out").count()) == ("waiting", 1)
    assert standing_promise(talk).phase == "answered"
    # Somebody answered meanwhile: what did not see it counts nothing.
    cleo.post(f"/inbox/{talk.pk}/answered", {"text": "Something else", "seen": talk.version - 1})
    cleo.post(f"/inbox/{talk.pk}/answered", {"text": " ", "seen": talk.version})
    assert talk.messages.filter(direction="out").count() == 1
    assert at(cast.eve).post(f"/inbox/{talk.pk}/answered", form).status_code == 404


def test_the_pages_ask_as_often_for_many_as_for_few(cast: Cast) -> None:
    ada, first = at(cast.ada), door(cast)
    one = start_message_import(actor=cast.ada, unit=cast.operations, file_name="c", data=b"text\nx\n")
    paths = ["/settings/intakes", f"/settings/intakes/{first.pk}", "/settings/intakes/imports"]
    paths += [f"/settings/intakes/imports/{one.pk}?show=", "/sightings"]
    Sighting.objects.create(by=cast.ada, at=clock.now(), message=brought(cast, "s0").messages.get())
    Arrival.objects.create(
        intake=first, event_id="a", at=clock.now(), message=brought(cast, "b").messages.get()
    )
    before = [asked(ada, path) for path in paths]
    for number in range(12):
        make_webhook(actor=cast.ada, unit=cast.elsewhere, name=f"Door {number}")
        start_message_import(actor=cast.ada, unit=cast.operations, file_name="c", data=b"text\nx\n")
        MessageLine.objects.create(of=one, number=100 + number, read={"text": "x"})
        message = brought(cast, f"s{number + 1}").messages.get()
        Sighting.objects.create(by=cast.ada, at=clock.now(), message=message)
        Arrival.objects.create(intake=first, event_id=f"{number}", at=clock.now(), message=message)
    assert [asked(ada, path) for path in paths] == before


def test_the_example_of_the_documents_is_taken(cast: Cast) -> None:
    """Pressed through the real shell, openssl and curl; a small server hands what arrives to the page."""
    intake, seen = door(cast), list[tuple[bytes, dict[str, str]]]()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            seen.append((self.rfile.read(length), dict(self.headers)))
            self.send_response(202)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    text = (Path(__file__).parents[4] / "docs" / "intakes.md").read_text(encoding="utf-8")
    script = re.search(r"```sh\n(.*?)```", text, re.DOTALL)
    assert script is not None
    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        told = script[1].replace("mvhook_…", intake.secret)
        told = re.sub(r"URL='.*'", f"URL='http://127.0.0.1:{server.server_port}/'", told)
        subprocess.run(["sh", "-e"], input=told, text=True, check=True, timeout=20)
        thread.join()
    ((body, headers),) = seen
    answer = Client().post(f"/intake/{intake.token}", body, content_type="application/json", headers=headers)
    assert answer.json() == {"status": "stored", "event": "4711"}
