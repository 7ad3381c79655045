"""Finding one colleague among thousands: by a few letters of the name."""

from django.db.models import QuerySet
from django.http import HttpRequest

from manyvoices.people.models import Person

AT_MOST = 20


def looked_up(request: HttpRequest, people: "QuerySet[Person]") -> dict[str, object]:
    """`words` as asked by ?q=, and the first twenty of `people` whose name holds them as `colleagues`."""
    words = request.GET.get("q", "").strip()[:60]
    found = people.filter(name__icontains=words) if words else people
    rows = list(found[: AT_MOST + 1])
    return {"words": words, "colleagues": rows[:AT_MOST], "more": len(rows) > AT_MOST}


def chosen(request: HttpRequest, people: "QuerySet[Person]") -> Person | None:
    """The one who was picked; None for nobody, or for somebody who cannot be."""
    key = request.POST.get("person", "")
    return people.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 20 else None
