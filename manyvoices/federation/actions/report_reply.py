"""Tell the server a reply came from that it breaks its rules."""

from django.conf import settings
from django.db import transaction

from manyvoices.config import Config
from manyvoices.core import clock
from manyvoices.core.audit import record
from manyvoices.federation.actions.dispatch_activity import dispatch_activity
from manyvoices.federation.models import Note, Report
from manyvoices.federation.permissions import may_moderate
from manyvoices.federation.rendering.activities import flag
from manyvoices.people.models import Person
from manyvoices.people.validity import check_reason
from manyvoices.voices.models import Voice


def report_reply(*, actor: Person, reply: Note, because: str) -> Report:
    """The report; it leaves as the voice that was answered, never with the name of the person. Once for each person.

    Raises Refused, NotThere, and Invalid without a reason, which the other server's people read.
    """
    voice = may_moderate(actor, reply)
    reason = check_reason(because)
    report = Report(note=reply, reported_by=actor, reported_at=clock.now(), because=reason)
    with transaction.atomic():
        Report.objects.bulk_create([report], ignore_conflicts=True)
        kept = Report.objects.get(note=reply, reported_by=actor)
        if kept.pk == report.pk:
            _send(kept, reply, voice)
            record(actor=actor, verb="report_reply", target=reply, because=reason)
    return kept


def _send(report: Report, reply: Note, voice: Voice) -> None:
    config: Config = settings.CONFIG
    author = reply.actor
    if author is None or author.gone_at is not None or not config.federates:
        return
    dispatch_activity(
        voice=voice,
        activity=flag(voice, author.uri, [author.uri, reply.uri], report.because, report.pk),
        inboxes={author.shared_inbox or author.inbox: author.domain},
        object_key=reply.uri,
    )
