from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.federation.models import MissedKey, Received, SeenSignature
from manyvoices.federation.signatures import REMEMBER_FOR
from manyvoices.federation.work import forgetting
from manyvoices.federation.work.forgetting import KEEP_RECEIVED, forget_old_activities

pytestmark = pytest.mark.django_db


def received(number: int, age: timedelta, *, due: bool = False) -> Received:
    now = clock.now()
    return Received.objects.create(
        activity_id=f"https://other.example/{number}",
        actor_uri="https://other.example/users/lena",
        type="Like",
        activity={},
        received_at=now - age,
        due_at=now if due else None,
    )


# promise G3
def test_a_signature_is_remembered_as_long_as_it_could_be_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    now, minute = clock.now(), timedelta(minutes=1)
    for number in range(5):
        SeenSignature.objects.create(hash=f"old{number}", seen_at=now - REMEMBER_FOR - minute)
    SeenSignature.objects.create(hash="fresh", seen_at=now - REMEMBER_FOR + minute)
    for _ in range(2):
        forget_old_activities()
        assert list(SeenSignature.objects.values_list("pk", flat=True)) == ["fresh"]


def test_what_is_finished_is_forgotten_after_thirty_days_and_nothing_that_waits() -> None:
    day = timedelta(days=1)
    received(1, KEEP_RECEIVED + day)
    kept = {received(2, KEEP_RECEIVED - day).pk, received(3, KEEP_RECEIVED + day, due=True).pk}
    forget_old_activities()
    assert set(Received.objects.values_list("pk", flat=True)) == kept


def test_a_missed_key_is_forgotten_when_it_may_be_asked_for_again() -> None:
    now = clock.now()
    MissedKey.objects.create(key_id="old", domain="x", until=now - timedelta(seconds=1))
    MissedKey.objects.create(key_id="new", domain="x", until=now + timedelta(minutes=1))
    forget_old_activities()
    assert MissedKey.objects.get().key_id == "new"
