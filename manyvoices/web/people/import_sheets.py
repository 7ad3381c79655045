"""Files to download: a sample to fill in, and the lines that have to be corrected."""

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from manyvoices.core.sheets import sheet
from manyvoices.people.importing.problems import said
from manyvoices.people.importing.sample import sample
from manyvoices.people.models import PeopleImport, Person, Topic
from manyvoices.people.permissions import may_lead_somewhere
from manyvoices.people.queries import rights
from manyvoices.people.queries.import_lines import unit_paths
from manyvoices.people.queries.imports import import_in_view, lines_of
from manyvoices.web.people.unit_choice import units_to_choose
from manyvoices.web.working_page import working_page


@working_page("GET")
def sample_file(request: HttpRequest, me: Person) -> HttpResponseBase:
    """Two made-up people in a unit of the reader's."""
    held = rights(me)
    may_lead_somewhere(held)
    unit, paths = units_to_choose(held).first(), unit_paths()
    topics = Topic.objects.filter(closed_at=None).order_by("name").values_list("name", flat=True)[:2]
    head, rows = sample(paths.get(unit.pk, "") if unit else "", " | ".join(topics))
    return _download("people.csv", sheet(head, rows))


@working_page("GET")
def wrong_lines(request: HttpRequest, me: Person, import_id: int) -> HttpResponseBase:
    """The wrong lines of an import with what to write, to be corrected and brought again."""
    chosen = import_in_view(rights(me), import_id)
    head = [*chosen.columns, _("Line"), _("What is wrong")]
    return _download("people-to-correct.csv", sheet(head, list(_rows(chosen))))


def _rows(chosen: PeopleImport) -> Iterator[list[str]]:
    for line in lines_of(chosen, "wrong"):
        words = [said(one) for one in line.errors]
        because = " ".join(f"{one.column}: {one.wrong} {one.write}" for one in words)
        yield [*(line.values.get(column, "") for column in chosen.columns), str(line.number), because]


def _download(name: str, lines: Iterator[str]) -> HttpResponseBase:
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
