"""One page: a name from the database in a line of HTML."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from manyvoices.people.models import Person


def bare(_request: HttpRequest) -> HttpResponse:
    """The least a page of Django can do with one query."""
    return HttpResponse(f"<p>{Person.objects.values_list('name', flat=True)[0]}</p>")


urlpatterns = [path("", bare)]
