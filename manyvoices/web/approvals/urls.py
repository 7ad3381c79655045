"""Addresses of approvals and their rules."""

from django.urls import path

from manyvoices.web.approvals import approvals, rules

urlpatterns = [
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<int:approval_id>/", approvals.approval, name="approval"),
    path("approvals/rules/", rules.rules, name="approval-rules"),
    path("approvals/rules/new/", rules.rule_new, name="approval-rule-new"),
    path("approvals/rules/<int:rule_id>/end/", rules.rule_end, name="approval-rule-end"),
]
