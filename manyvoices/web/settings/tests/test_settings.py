"""Settings of the organisation through the front door."""

from datetime import timedelta

import pytest
from django.utils.html import escape
from pytest_django import Settings

from manyvoices import wiring
from manyvoices.config import load, names
from manyvoices.core import clock
from manyvoices.core.models import Chore, Worker
from manyvoices.people.models import Brand, Organisation, RoleName
from manyvoices.people.queries import rights
from manyvoices.web.people.tests.test_people import signed_in
from manyvoices.web.settings.checklist import first_steps
from manyvoices.web.settings.health import lines
from manyvoices.web.settings.overview import places_for
from manyvoices.web.settings.work_words import WORDS
from manyvoices.web.standing import entries_hidden_from
from tests.cast import Cast, role

FORM = {
    "name": "Northlight",
    "introduction": "We run trains.",
    "imprint": "Northlight, Station Street 1",
    "contact": "hello@northlight.example",
    "colour": "#AA3300",
    "review_new_contacts": "on",
}


def test_the_organisation_writes_what_it_says_about_itself(cast: Cast) -> None:
    client = signed_in(cast.ada)
    assert client.get("/settings/organisation").status_code == 200
    assert client.post("/settings/organisation", FORM).status_code == 302
    kept = Organisation.objects.get()
    assert (kept.introduction, kept.review_new_contacts) == ("We run trains.", True)
    assert Brand.objects.get(is_default=True).colour == "#aa3300"


def test_a_colour_that_is_none_is_said_beside_its_field(cast: Cast) -> None:
    answer = signed_in(cast.ada).post("/settings/organisation", {**FORM, "colour": "red; }"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"colour"}
    assert Organisation.objects.get().introduction == ""


# promise I2
@pytest.mark.parametrize("name", ["bo", "dan", "eve"])
def test_others_are_refused(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    assert client.get("/settings/organisation").status_code == 403
    assert client.post("/settings/organisation", FORM).status_code == 403
    assert client.get("/settings/health").status_code == 403
    assert client.post("/settings/checklist/close").status_code == 403
    assert Organisation.objects.get().checklist_closed_at is None


def test_the_checklist_has_five_steps_and_never_comes_back(cast: Cast) -> None:
    steps = first_steps(cast.ada)
    assert len(steps) == 5
    assert [step.done for step in steps] == [False, False, False, False, True]
    signed_in(cast.ada).post("/settings/organisation", FORM)
    assert first_steps(cast.ada)[2].done
    assert first_steps(cast.bo) == []
    client = signed_in(cast.ada)
    assert client.get("/settings/checklist/close").status_code == 405
    for _ in range(2):
        assert client.post("/settings/checklist/close").status_code == 302
    assert first_steps(cast.ada) == []


# promise J1
def test_health_says_what_is_not_set_up_and_no_secret(cast: Cast, settings: Settings) -> None:
    settings.CONFIG = load({"MANYVOICES_SECRET_KEY": "canary-1", "MANYVOICES_BIND": "127.0.0.1:8123"})
    page = signed_in(cast.ada).get("/settings/health").content.decode()
    assert "MANYVOICES_BASE_URL" in page
    assert "/settings/email" in page
    with_mail = load(
        {"MANYVOICES_EMAIL_URL": "smtp://u:canary-2@mail.example:587?from=v@mail.example", "DATABASE_URL": ""}
    )
    said = page + "".join(str(line.means) for line in lines(with_mail))
    assert "canary" not in said


# promise K5
def test_health_says_what_is_late_and_who_is_silent(cast: Cast) -> None:
    page = signed_in(cast.ada).get("/settings/health").content.decode()
    assert "No worker runs" in page
    Worker.objects.create(pid=1, started_at=clock.now(), beat_at=clock.now())
    page = signed_in(cast.ada).get("/settings/health").content.decode()
    assert "Everything works" in page
    Chore.objects.create(name="late", due_at=clock.now() - timedelta(minutes=5))
    page = signed_in(cast.ada).get("/settings/health").content.decode()
    assert "Repeating work" in page
    assert "1 is due for over 60 s" in page


def test_every_kind_of_work_has_a_name_for_people() -> None:
    assert wiring.WORK.keys() - WORDS.keys() == set()


# promise J1
def test_settings_show_what_each_means_and_no_secret(cast: Cast, settings: Settings) -> None:
    settings.CONFIG = load(
        {
            "MANYVOICES_SECRET_KEY": "canary-1",
            "MANYVOICES_ENCRYPTION_KEYS": "canary-2",
            "DATABASE_URL": "postgresql://app:canary-3@db.example/app",
        }
    )
    page = signed_in(cast.ada).get("/settings").content.decode()
    assert "canary" not in page
    assert "postgresql://app:•••@db.example/app" in page
    for name, meaning in names().items():
        assert name in page
        assert escape(meaning) in page


# promise I2
def test_each_sees_the_places_that_are_theirs(cast: Cast) -> None:
    role(cast.dan, RoleName.AUDITOR, cast.root)
    page = signed_in(cast.dan).get("/settings").content.decode()
    assert "/audit" in page
    assert "MANYVOICES_" not in page
    for place in places_for(rights(cast.dan)):
        assert signed_in(cast.dan).get(place.url).status_code == 200, place
    assert "Nothing to set here" in signed_in(cast.bo).get("/settings").content.decode()
    assert "settings" in entries_hidden_from(rights(cast.bo))
