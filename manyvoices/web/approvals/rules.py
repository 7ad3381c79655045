"""The rules by which posts go to somebody first: who reads them, writes one, ends one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from manyvoices.core.refusals import NotThere, Refused
from manyvoices.people.models import Person, Unit
from manyvoices.people.queries import rights
from manyvoices.people.rights import Rights
from manyvoices.publishing.actions.end_rule import end_rule
from manyvoices.publishing.actions.write_rule import write_rule
from manyvoices.publishing.models import ApprovalRule
from manyvoices.publishing.permissions import MAY_WRITE_RULES
from manyvoices.publishing.queries.approvals import rules as rules_of
from manyvoices.publishing.queries.approvals import share_with_approval
from manyvoices.web.approvals.rule_form import MINUTES, RuleForm
from manyvoices.web.organisation.choices import way_to
from manyvoices.web.refusing import attempt
from manyvoices.web.working_page import working_page

A_PAGE = 20


@working_page("GET")
def rules(request: HttpRequest, me: Person) -> HttpResponse:
    """Every rule that stands, for everybody: nobody is held back by what they cannot read. ?unit= and ?show=ended."""
    asked, ended = request.GET.get("unit", ""), request.GET.get("show") == "ended"
    unit = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
    page = Paginator(rules_of(unit=unit, ended=ended), A_PAGE).get_page(request.GET.get("page"))
    writable = rights(me).units_with(MAY_WRITE_RULES)
    within = dict(MINUTES)
    context = {
        "section": "queue",
        "page": page,
        "shown": [
            (rule, within.get(rule.answer_within), rule.unit_id in writable or rule.owner_id == me.pk)
            for rule in page
        ],
        "ended": ended,
        "unit": Unit.objects.filter(pk=unit).first() if unit is not None else None,
        "may_write": bool(writable),
        "share": share_with_approval(),
    }
    return render(request, "approvals/rules.html", context)


@working_page("GET", "POST")
def rule_new(request: HttpRequest, me: Person) -> HttpResponse:
    """The form of a new rule, for programme leads and administrators; 403 for everybody else."""
    held = rights(me)
    units = _units(held)
    if not units:
        raise Refused(
            _("Rules of a unit are written by its programme leads and administrators. Ask one of them.")
        )
    owners = _owners()
    form = RuleForm(
        request.POST or None,
        units=units,
        owners=owners,
        initial={"owner": me.pk, "unit": me.unit_id},
    )
    if request.method == "POST" and form.is_valid() and _written(me, form):
        messages.success(request, _("The rule counts from now on. Authors read it before they press."))
        return redirect("approval-rules")
    context = {"section": "queue", "form": form}
    return render(request, "approvals/rule_new.html", context, status=422 if form.errors else 200)


@working_page("POST")
def rule_end(request: HttpRequest, me: Person, rule_id: int) -> HttpResponse:
    """End one rule."""
    rule = ApprovalRule.objects.filter(pk=rule_id).first()
    if rule is None:
        raise NotThere
    end_rule(actor=me, rule=rule)
    messages.success(request, _("Ended. What waits by it is still answered."))
    return redirect("approval-rules")


def _written(me: Person, form: RuleForm) -> ApprovalRule | None:
    unit = Unit.objects.get(pk=form.cleaned_data["unit"])
    owner = Person.objects.get(pk=form.cleaned_data["owner"])
    return attempt(form, write_rule, actor=me, unit=unit, rule=form.rule(), owner=owner)


def _units(held: Rights) -> list[tuple[int, str]]:
    rows = list(Unit.objects.values_list("id", "name", "closed_at"))
    names = {pk: name for pk, name, _closed in rows}
    mine = held.units_with(MAY_WRITE_RULES) & {pk for pk, _name, closed in rows if closed is None}
    return sorted(((pk, way_to(names, held.parents, pk)) for pk in mine), key=lambda one: one[1])


def _owners() -> list[tuple[int, str]]:
    """Who holds a role that decides; whoever writes a rule answers for it unless they choose another."""
    decide = [*MAY_WRITE_RULES, "unit_lead", "editor"]
    rows = Person.objects.filter(is_active=True, roles__name__in=decide, roles__ended_at=None).distinct()
    return list(rows.order_by("name").values_list("pk", "name")[:500])
