"""The ledger of consents."""

from datetime import timedelta

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.people import wordings
from manyvoices.people.actions.give_consent import give_consent
from manyvoices.people.actions.withdraw_consent import withdraw_consent
from manyvoices.people.models import Consent, Person, Purpose
from manyvoices.people.queries import consented
from tests.cast import Cast


def test_a_yes_counts_for_its_purpose_and_channel_and_nothing_else(cast: Cast) -> None:
    give_consent(actor=cast.dan, purpose=Purpose.PUBLISH, channel_id=7)
    assert consented(cast.dan.pk, Purpose.PUBLISH, 7)
    assert not consented(cast.dan.pk, Purpose.PUBLISH, 8)
    assert not consented(cast.dan.pk, Purpose.PUBLISH)
    assert not consented(cast.dan.pk, Purpose.MEASURE, 7)
    assert not consented(cast.eve.pk, Purpose.PUBLISH, 7)


def test_a_yes_for_any_channel_covers_each(cast: Cast) -> None:
    give_consent(actor=cast.dan, purpose=Purpose.MEASURE)
    assert consented(cast.dan.pk, Purpose.MEASURE, 7)
    assert consented(cast.dan.pk, Purpose.MEASURE)


def test_withdrawn_counts_at_once_and_stays_as_history(cast: Cast) -> None:
    first = give_consent(actor=cast.dan, purpose=Purpose.PUBLISH, channel_id=7)
    assert give_consent(actor=cast.dan, purpose=Purpose.PUBLISH, channel_id=7) == first
    for _ in range(2):
        withdraw_consent(actor=cast.dan, consent=first)
    assert not consented(cast.dan.pk, Purpose.PUBLISH, 7)
    again = give_consent(actor=cast.dan, purpose=Purpose.PUBLISH, channel_id=7)
    assert again != first
    assert consented(cast.dan.pk, Purpose.PUBLISH, 7)
    assert AuditRow.objects.filter(verb="withdraw_consent").count() == 1
    assert Consent.objects.filter(person=cast.dan).count() == 2


def test_withdrawing_takes_back_every_yes_that_says_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = give_consent(actor=cast.dan, purpose=Purpose.PUBLISH, channel_id=7)
    monkeypatch.setitem(wordings.TEXTS, Purpose.PUBLISH, "Other words.")
    new = give_consent(actor=cast.dan, purpose=Purpose.PUBLISH, channel_id=7)
    assert new.wording.version == old.wording.version + 1
    withdraw_consent(actor=cast.dan, consent=new)
    assert not consented(cast.dan.pk, Purpose.PUBLISH, 7)


def test_an_expired_yes_and_that_of_somebody_who_left_do_not_count(cast: Cast) -> None:
    consent = give_consent(
        actor=cast.dan, purpose=Purpose.BE_NAMED, expires_at=clock.now() + timedelta(hours=1)
    )
    assert consented(cast.dan.pk, Purpose.BE_NAMED)
    Consent.objects.filter(pk=consent.pk).update(expires_at=clock.now())
    assert not consented(cast.dan.pk, Purpose.BE_NAMED)
    give_consent(actor=cast.dan, purpose=Purpose.BE_SHOWN)
    Person.objects.filter(pk=cast.dan.pk).update(is_active=False)
    assert not consented(cast.dan.pk, Purpose.BE_SHOWN)


def test_nobody_withdraws_for_another(cast: Cast) -> None:
    theirs = Consent.objects.filter(person=cast.bo).first()
    assert theirs is not None
    with pytest.raises(NotThere):
        withdraw_consent(actor=cast.ada, consent=theirs)
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None


def test_a_purpose_that_is_none_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        give_consent(actor=cast.dan, purpose="everything")
