"""Did this help you? One tap for whoever holds the link: no account, no cookie, no script.

Opening the link changes nothing, because mail scanners and previews open links; only the press is stored. The token is the
permission, so the form needs no cookie against forged presses.
"""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from manyvoices.conversations.actions.rate_answer import LONGEST, NO, rate_answer
from manyvoices.conversations.asking import comes_back
from manyvoices.conversations.models import Satisfaction
from manyvoices.conversations.queries.ratings import may_still_change, rating_behind
from manyvoices.core.refusals import Conflict, NotThere
from manyvoices.web.limiting import over_limit
from manyvoices.web.refusing import attempt

ANSWERS = ((3, _("Yes")), (2, _("Partly")), (1, _("No")))
# A household or an office behind one address; and one link pressed again and again.
LIMIT = "60/m/ip,20/h/key"
View = Callable[[HttpRequest, str], HttpResponse]


class RatingForm(forms.Form):
    """The answer, and words that nobody has to write."""

    answer = forms.TypedChoiceField(choices=ANSWERS, coerce=int, widget=forms.HiddenInput)
    word = forms.CharField(
        label=_("In your words"),
        required=False,
        strip=True,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _for_the_link_alone(view: View) -> View:
    """Kept by nobody, found by no search engine, and told to no other site."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answer


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_for_the_link_alone
def heard(request: HttpRequest, token: str) -> HttpResponse:
    """The question, or thanks for the answer; 404 for a link that is none or over."""
    limited = over_limit(request, "heard", LIMIT, key=token[:64]) if request.method == "POST" else None
    if limited is not None:
        return limited
    try:
        row = rating_behind(token)
        return _press(request, token, row) if request.method == "POST" else _page(request, row)
    except NotThere:
        return render(request, "closing/heard_over.html", status=404)


def _press(request: HttpRequest, token: str, row: Satisfaction) -> HttpResponse:
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form, status=422)
    try:
        if attempt(form, rate_answer, token=token, **form.cleaned_data) is None:
            return _page(request, row, form=form, status=422)
    except Conflict as conflict:
        return _page(request, row, problem=str(conflict), status=409)
    return redirect("heard", token)


def _page(
    request: HttpRequest,
    row: Satisfaction,
    *,
    form: RatingForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Never repeats their words: an answer in public has its link in public."""
    context = {
        "row": row,
        "answers": ANSWERS,
        "said": dict(ANSWERS).get(row.answer or 0),
        "form": form or RatingForm(initial={"answer": row.answer}),
        "may_change": may_still_change(row),
        "comes_back": row.answer == NO and comes_back(row.message.conversation),
        "problem": problem,
    }
    return render(request, "closing/heard.html", context, status=status)
