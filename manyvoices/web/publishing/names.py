"""Names to choose from while somebody types @ or # in the composer."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse

from manyvoices.people.models import Person
from manyvoices.publishing.mentioning import hashtags_named, people_named
from manyvoices.web.working_page import working_page


@working_page("GET")
def names(request: HttpRequest, person: Person) -> HttpResponse:
    """JSON {names: [{insert, name, address}]} for ?start=@an or ?start=#tr; at most eight."""
    start = request.GET.get("start", "")
    find = {"@": people_named, "#": hashtags_named}.get(start[:1])
    found = find(person, start[1:]) if find else []
    return JsonResponse({"names": [asdict(one) for one in found]})
