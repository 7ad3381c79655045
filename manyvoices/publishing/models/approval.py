"""Approval where a written rule asks for it: with an owner, a time to answer, and an end."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from manyvoices.core.ids import IdField
from manyvoices.core.models import WorkRow
from manyvoices.people.models import Brand, Person, RoleName, Unit
from manyvoices.publishing.models.post import Post


class Authors(models.TextChoices):
    """Whose posts a rule is about."""

    WITHOUT_GRANT = "without_grant", _("People without the grant to publish")
    EVERYBODY = "everybody", _("Everybody")


class ApprovalRule(models.Model):
    """In `unit` and below it (and for `brand`, if set) posts of `kinds` (empty: all) of `authors` need a second pair of eyes.

    Whoever holds `approvers` there answers within `answer_within` minutes, else `escalates_to` is asked as well.
    """

    id = IdField()
    unit: models.ForeignKey[Unit, Unit] = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    brand: models.ForeignKey[Brand | None, Brand | None] = models.ForeignKey(
        Brand, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120)
    because = models.CharField(max_length=500)
    kinds: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    authors = models.CharField(max_length=20, choices=Authors, default=Authors.WITHOUT_GRANT)
    approvers = models.CharField(max_length=30, choices=RoleName, default=RoleName.EDITOR)
    escalates_to = models.CharField(max_length=30, choices=RoleName, default=RoleName.PROGRAMME_LEAD)
    answer_within = models.PositiveIntegerField(default=240)
    owner: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ends_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    ended_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(because=""), name="rule_has_a_reason"),
        ]


class ApprovalState(models.TextChoices):
    """How an approval stands."""

    WAITING = "waiting", _("Waits for an answer")
    APPROVED = "approved", _("Approved")
    ADVISED = "advised", _("Came back with advice")
    VOID = "void", _("Void: the words changed")
    WITHDRAWN = "withdrawn", _("Taken back by its author")


class Approval(WorkRow):
    """Somebody asks for the second pair of eyes on one revision of a draft. Never answered by its author.

    Due when it escalates. `wanted_at` is when the post is to leave (empty: as soon as it is approved).
    """

    id = IdField()
    post: models.ForeignKey[Post, Post] = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="approvals"
    )
    rule: models.ForeignKey[ApprovalRule | None, ApprovalRule | None] = models.ForeignKey(
        ApprovalRule, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revision = models.PositiveIntegerField()
    # Of everything readers would get (approved_words.py): whatever changes afterwards voids the approval.
    fingerprint = models.CharField(max_length=64, default="")
    state = models.CharField(max_length=12, choices=ApprovalState, default=ApprovalState.WAITING)
    word = models.CharField(max_length=1000, blank=True)
    wanted_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=60, blank=True)
    asked_by: models.ForeignKey[Person, Person] = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    escalated_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    answered_by: models.ForeignKey[Person | None, Person | None] = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    advice = models.CharField(max_length=4000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(state="waiting"), name="one_approval_waits"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | ~models.Q(answered_by=models.F("asked_by")),
                name="not_approved_by_oneself",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="approval_due"),
            models.Index(fields=["state", "answer_by"], name="approval_waiting"),
        ]
