"""What stands on a profile, and when its links lose their tick."""

from typing import Any

import pytest

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid
from manyvoices.people.models import Topic
from manyvoices.voices.actions.change_profile import change_profile
from manyvoices.voices.actions.record_link_check import record_link_check
from manyvoices.voices.models import ProfileField, Voice
from manyvoices.voices.profile import Line, Profile
from tests.cast import Cast

SITE = Line("Website", "https://bo.example/about")
DEPOT = Line("Depot", "West, track 4")


def profiled(cast: Cast, **said: Any) -> Voice:
    return change_profile(actor=cast.bo, voice=cast.bo_voice, profile=Profile(**said), header=None)


def lines(voice: Voice) -> list[tuple[str, bool, bool]]:
    rows = voice.fields.order_by("position")
    return [(row.name, row.due_at is not None, row.verified_at is not None) for row in rows]


def test_a_link_is_to_be_checked_and_plain_words_are_not(cast: Cast) -> None:
    profiled(cast, lines=[DEPOT, Line("", " "), SITE, Line("Old", "http://bo.example")])
    assert lines(cast.bo_voice) == [("Depot", False, False), ("Website", True, False), ("Old", False, False)]


def test_the_same_profile_again_changes_nothing_more(cast: Cast) -> None:
    said: dict[str, Any] = {"lines": [SITE], "languages": ["de"], "topics": []}
    first = profiled(cast, **said).changed_at
    assert profiled(cast, **said).changed_at == first
    assert AuditRow.objects.filter(verb="change_profile").count() == 1


def test_a_changed_link_loses_its_tick_and_a_moved_one_keeps_it(cast: Cast) -> None:
    profiled(cast, lines=[SITE, DEPOT])
    line = ProfileField.objects.get(value=SITE.value)
    record_link_check(line=line, links_back=True, now=clock.now())
    profiled(cast, lines=[DEPOT, Line("My site", SITE.value)])
    assert lines(cast.bo_voice)[1] == ("My site", True, True)
    profiled(cast, lines=[DEPOT, Line("My site", "https://elsewhere.example/")])
    assert lines(cast.bo_voice)[1] == ("My site", True, False)


def test_a_look_at_a_line_that_was_changed_meanwhile_says_nothing(cast: Cast) -> None:
    profiled(cast, lines=[SITE])
    line = ProfileField.objects.get()
    profiled(cast, lines=[Line("Website", "https://mallory.example/")])
    record_link_check(line=line, links_back=True, now=clock.now())
    assert lines(cast.bo_voice) == [("Website", True, False)]


def test_a_tick_is_written_down_once_and_keeps_its_date(cast: Cast) -> None:
    profiled(cast, lines=[SITE])
    line = ProfileField.objects.get()
    first = clock.now()
    for now in (first, clock.now()):
        record_link_check(line=line, links_back=True, now=now)
    line.refresh_from_db()
    assert line.verified_at == first
    cast.bo_voice.refresh_from_db()
    assert cast.bo_voice.changed_at == first
    for _ in range(2):
        record_link_check(line=line, links_back=False, now=clock.now())
    assert list(AuditRow.objects.filter(verb__endswith="_link").values_list("verb", flat=True)) == [
        "verify_link",
        "lose_link",
    ]


def test_topics_are_open_ones_and_a_closed_one_may_stay(cast: Cast) -> None:
    now = clock.now()
    brakes = Topic.objects.create(name="Brakes", tag="brakes", made_at=now)
    steam = Topic.objects.create(name="Steam", tag="steam", made_at=now, closed_at=now)
    with pytest.raises(Invalid):
        profiled(cast, topics=[steam.pk])
    profiled(cast, topics=[brakes.pk])
    Topic.objects.update(closed_at=now)
    profiled(cast, topics=[brakes.pk], languages=["de"])
    assert [topic.name for topic in cast.bo_voice.topics.all()] == ["Brakes"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"lines": [SITE] * 5}, "lines"),
        ({"lines": [Line("Website", "")]}, "lines"),
        ({"lines": [Line("x" * 61, "y")]}, "lines"),
        ({"languages": ["klingon"]}, "languages"),
        ({"topics": [1]}, "topics"),
        ({"topics": range(9)}, "topics"),
        ({"response_hours": {"mon": [["16:00", "08:00"]]}, "time_zone": "Europe/Vienna"}, "mon"),
        ({"response_hours": {"mon": [["08:00", "16:00"]]}, "time_zone": "Vienna"}, "time_zone"),
    ],
)
def test_what_cannot_be_used_is_named(cast: Cast, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        profiled(cast, **said)
    assert refused.value.fields.keys() == {field}
