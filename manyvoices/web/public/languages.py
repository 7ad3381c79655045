"""What is said in one language, and by whom."""

from django.http import HttpRequest, HttpResponse

from manyvoices.web.public.caching import by_version, public
from manyvoices.web.public.subject_page import subject_page
from manyvoices.web.public.subjects import language_subject


@public
@by_version
def language(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a language by its code. 404 for one that nobody speaks here."""
    more = {"all_voices": f"/experts?language={code}", "kind": "language"}
    return subject_page(request, language_subject(code), **more)
