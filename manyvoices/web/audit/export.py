"""The audit log to take along, as a table or as one JSON object a line."""

import json
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _

from manyvoices.core import clock
from manyvoices.core.models import AuditRow
from manyvoices.core.refusals import Invalid
from manyvoices.core.sheets import sheet
from manyvoices.people.actions.export_audit import export_audit
from manyvoices.people.models import Person
from manyvoices.people.permissions import may_read_audit
from manyvoices.people.queries import rights, root_unit
from manyvoices.web.audit.filters import AuditForm, asked
from manyvoices.web.working_page import working_page

HEAD = (
    "position",
    "at",
    "actor",
    "verb",
    "target_type",
    "target",
    "because",
    "came_from",
    "details",
    "chain",
)
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}
AT_ONCE = 500


@working_page("POST")
def export(request: HttpRequest, me: Person) -> StreamingHttpResponse:
    """The rows the filters leave, with their hashes; that they were taken stands in the log itself."""
    may_read_audit(rights(me), root_id=root_unit().pk)
    form = AuditForm(request.POST.dict())
    kind = request.POST.get("as", "")
    if kind not in TYPES or not form.is_valid():
        raise Invalid(what=_("Choose a table or JSON, and filters that can be read."))
    export_audit(actor=me, as_=kind)
    rows = asked(form).rows
    parts = sheet(HEAD, _table(rows)) if kind == "csv" else _objects(rows)
    answer = StreamingHttpResponse(parts, content_type=TYPES[kind])
    name = f"audit-{clock.now().date().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _values(row: AuditRow) -> tuple[object, ...]:
    said = (row.position, row.at.isoformat(), row.actor_id, row.verb, row.target_type, row.target_id)
    return (*said, row.because, row.came_from, row.details, row.chain)


def _table(rows: "QuerySet[AuditRow]") -> Iterator[tuple[str, ...]]:
    for row in _all(rows):
        *plain, details, chain = _values(row)
        yield (*("" if one is None else str(one) for one in plain), json.dumps(details), str(chain))


def _objects(rows: "QuerySet[AuditRow]") -> Iterator[str]:
    for row in _all(rows):
        yield json.dumps(dict(zip(HEAD, _values(row), strict=True)), ensure_ascii=False) + "\n"


def _all(rows: "QuerySet[AuditRow]") -> Iterator[AuditRow]:
    yield from rows.iterator(chunk_size=AT_ONCE)
