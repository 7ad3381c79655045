"""What is recorded about a contact, to hand over: one file that machines read, or with a table for people."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from manyvoices.conversations.actions.export_contact import export_contact
from manyvoices.conversations.queries.contact_page import contact_to_keep
from manyvoices.core.refusals import Invalid
from manyvoices.core.sheets import sheet
from manyvoices.people.models import Person
from manyvoices.web.working_page import working_page

TYPES = {"json": "application/json", "zip": "application/zip"}
HEAD = ("conversation", "network", "said_at", "direction", "visibility", "text", "url")


@working_page("POST")
def export(request: HttpRequest, me: Person, contact_id: int) -> HttpResponse:
    """The file, `as` "json" or "zip" (the same JSON and a table of what was said); that it was taken is on record."""
    shown, kind = contact_to_keep(me, contact_id), request.POST.get("as", "")
    if kind not in TYPES:
        raise Invalid(what=_("Choose JSON, or a ZIP with a table."))
    told = export_contact(actor=me, contact=shown)
    text = json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    answer = HttpResponse(_packed(text, told) if kind == "zip" else text, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="contact-{shown.pk}.{kind}"'
    return answer


def _packed(text: str, told: dict[str, Any]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("contact.json", text)
        archive.writestr("messages.csv", "".join(sheet(HEAD, _lines(told))))
    return packed.getvalue()


def _lines(told: dict[str, Any]) -> Iterator[list[str]]:
    for talk in told["conversations"]:
        for said in talk["messages"]:
            at = said["said_at"].isoformat()
            rest = (said["direction"], said["visibility"], said["text"], said["url"])
            yield [str(talk["id"]), talk["network"], at, *rest]
