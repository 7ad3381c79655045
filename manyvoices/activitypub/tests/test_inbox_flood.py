"""A flood of forged requests costs two looks each and writes next to nothing; honest ones in between are taken."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manyvoices.core import clock
from manyvoices.federation.actions import put_aside
from manyvoices.federation.models import Received, SeenSignature, Unverified
from manyvoices.federation.tests.neighbours import say
from manyvoices.federation.tests.strangers import Stranger
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("manyvoices.activitypub.urls")]
LENA = Stranger()


# promise G16
@pytest.mark.long
def test_honest_replies_pass_among_forged_ones_and_nothing_of_these_stays(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(put_aside, "MOST_OF_A_HOST", 10)
    monkeypatch.setattr(put_aside, "MOST", 25)
    LENA.met(fetched_at=clock.now())
    note, answers = say(cast.bo_voice), []
    for number in range(250):
        if number % 5 == 0:
            assert LENA.send(LENA.reply(note.uri)).status_code == 202
        forged = LENA.with_keys("mallory").send(LENA.reply(note.uri))
        unknown = replace(LENA, name=f"x{number}", domain=f"far{number % 4}.example")
        answers.append((forged.status_code, unknown.send(unknown.reply(note.uri)).status_code))
    assert {forged for forged, _unknown in answers} == {401}
    assert {unknown for _forged, unknown in answers} == {202, 503}
    assert [unknown for _forged, unknown in answers].count(202) == Unverified.objects.count() == 25
    assert Received.objects.count() == SeenSignature.objects.count() == 50


# promise G16
def test_a_forged_request_is_refused_by_looking_and_writes_nothing(cast: Cast) -> None:
    LENA.met(fetched_at=clock.now())
    note = say(cast.bo_voice)
    said = LENA.reply(note.uri)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert LENA.with_keys("mallory").send(said).status_code == 401
    assert len(asked) <= 2
    assert all(query["sql"].lstrip().startswith("SELECT") for query in asked)


def test_a_refusal_leaves_no_line_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    assert LENA.send(b"no activity").status_code == 400
    assert caplog.records == []
