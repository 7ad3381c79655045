"""The audit log through the front door."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manyvoices.core import audit
from manyvoices.core.models import AuditRow
from manyvoices.people.models import Person, RoleName
from manyvoices.web.audit.words import WORDS
from tests.cast import Cast, role
from tests.house.source import product

NAMED = re.compile(r"""\bverb=["']([a-z_]+)["']""")


def signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_every_verb_of_the_code_has_its_words() -> None:
    """Read from the code: whoever records something new says what it means."""
    recorded = {
        verb
        for source in product()
        if (not source.is_test and "audit.record(" in source.text) or "place_block(" in source.text
        for verb in NAMED.findall(source.text)
    }
    assert recorded - WORDS.keys() == set()


@pytest.mark.django_db
class TestPage:
    def test_it_names_who_did_what_to_whom_and_why(self, cast: Cast) -> None:
        audit.record(actor=cast.ada, verb="end_person", target=cast.dan, because="left us", unit="Operations")
        page = signed_in(cast.ada).get("/audit").content.decode()
        for words in ("Ada", "Ended a person&#x27;s access", "Dan", "left us", "Operations"):
            assert words in page

    def test_filters_narrow_and_a_wrong_one_shows_nothing(self, cast: Cast) -> None:
        audit.record(actor=cast.ada, verb="give_role", target=cast.dan, because="sunrise")
        audit.record(actor=cast.bo, verb="rest_voice", target=cast.bo_voice, because="sunset")
        ada = signed_in(cast.ada)
        for query, seen in {
            "who=bo": "sunset",
            "what=rest_voice": "sunset",
            "words=SUNSET": "sunset",
            "since=2020-01-01&who=bo@northlight.example": "sunset",
        }.items():
            page = ada.get(f"/audit?{query}").content.decode()
            assert seen in page, query
            assert "sunrise" not in page, query
        assert "Nothing matches" in ada.get("/audit?until=2020-01-01").content.decode()
        wrong = ada.get("/audit?since=yesterday")
        assert (wrong.status_code, "sunset" in wrong.content.decode()) == (422, False)

    @pytest.mark.parametrize("name", ["bo", "cleo", "dan", "eve"])
    def test_it_is_read_by_auditors_and_administrators_alone(self, cast: Cast, name: str) -> None:
        who: Person = getattr(cast, name)
        client = signed_in(who)
        assert client.get("/audit").status_code == 403
        assert client.post("/audit/export", {"as": "csv"}).status_code == 403
        role(who, RoleName.AUDITOR, cast.root)
        assert client.get("/audit").status_code == 200

    def test_a_broken_chain_is_told(self, cast: Cast) -> None:
        for verb in ("give_role", "end_role", "give_grant"):
            audit.record(actor=cast.ada, verb=verb, target=cast.dan)
        audit.chain()
        ada = signed_in(cast.ada)
        assert "The chain holds" in ada.get("/audit?check=1").content.decode()
        AuditRow.objects.filter(position=2).update(because="never happened")
        assert "The chain is broken" in ada.get("/audit?check=1").content.decode()
        assert audit.first_broken(newest=2) == audit.first_broken() == 2
        assert audit.first_broken(newest=1) is None

    def test_fifty_rows_cost_the_queries_of_one(self, cast: Cast) -> None:
        ada, counts = signed_in(cast.ada), []
        for many in (1, 49):
            for _ in range(many):
                audit.record(actor=cast.ada, verb="give_role", target=cast.dan)
                audit.record(actor=cast.bo, verb="rest_voice", target=cast.bo_voice)
            with CaptureQueriesContext(connection) as asked:
                ada.get("/audit")
            counts.append(len(asked))
        assert counts[0] == counts[1]


# promise H6
@pytest.mark.django_db
def test_it_is_taken_along_as_a_table_and_as_json_and_that_stands_in_it(cast: Cast) -> None:
    audit.record(actor=cast.ada, verb="give_role", target=cast.dan, because="=1+1", name="editor")
    ada = signed_in(cast.ada)
    table = b"".join(ada.post("/audit/export", {"as": "csv"}).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = list(csv.reader(io.StringIO(table)))
    row = next(dict(zip(head, row, strict=True)) for row in rows if row[3] == "give_role")
    assert (row["because"], json.loads(row["details"])) == ("'=1+1", {"name": "editor"})
    answer = ada.post("/audit/export", {"as": "jsonl", "what": "give_role"})
    [one] = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]  # type: ignore[attr-defined]
    assert one["because"] == "=1+1"
    assert AuditRow.objects.filter(verb="export_audit").count() == 2
    assert ada.get("/audit/export").status_code == 405
    assert ada.post("/audit/export", {"as": "exe"}).status_code == 400
