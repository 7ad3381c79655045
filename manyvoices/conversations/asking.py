"""The one-tap question below an answer: a line with a link that nobody can guess. Needs no account, no cookie, no script."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from manyvoices.conversations.models import Conversation, Kind, Message, Satisfaction
from manyvoices.core import clock, tokens
from manyvoices.core.refusals import Invalid, NotThere
from manyvoices.voices.models import Voice

PLACE = "/heard/"
# How long a link answers, and how long an answer can be changed (once).
HEARD_FOR, CHANGES_FOR = timedelta(days=90), timedelta(days=14)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_QUESTION = re.compile(rf"\n+[^\n]*{PLACE}[A-Za-z0-9_-]{{32}}\s*\Z")


def why_not_ask(conversation: Conversation, voice: Voice) -> str:
    """Why this answer cannot ask whether it helped; "" where it can."""
    if conversation.owner_id or voice.person_id:
        return _(
            "Only answers of shared voices ask whether they helped: people who speak as themselves just ask."
        )
    if conversation.contact.opted_out_at is not None:
        return _("They asked not to be written to unasked, and a question would be that.")
    return ""


def question_below(text: str, conversation: Conversation, voice: Voice, language: str) -> tuple[str, str]:
    """The words with the question below them, in the language of the conversation if we speak it; and the token of its link.

    Raises Invalid where this answer cannot ask.
    """
    reason = why_not_ask(conversation, voice)
    if reason:
        raise Invalid(ask=reason)
    words, token = without_question(text), tokens.new_token()
    if not words:
        return text, ""
    with translation.override(_spoken(language)):
        asked = _("Did this help you? One tap is enough: %(link)s") % {
            "link": f"{settings.CONFIG.public_url}{PLACE}{token}"
        }
    return f"{words}\n\n{asked}", token


def without_question(text: str) -> str:
    """The words alone: of an answer that was taken back, or that is pressed again."""
    return _QUESTION.sub("", text).rstrip()


def keep_question(conversation: Conversation, message: Message, token: str) -> Satisfaction | None:
    """The row behind the link; None without a token. The address is nowhere but in the answer, and here its hash."""
    if not token:
        return None
    return Satisfaction.objects.create(
        conversation=conversation, message=message, token_hash=tokens.hashed(token), asked_at=clock.now()
    )


def hash_of(token: str) -> str:
    """What a token is found by. Raises NotThere for what cannot be one, whatever somebody put into the address."""
    if not _TOKEN.fullmatch(token):
        raise NotThere
    return tokens.hashed(token)


def is_open(row: Satisfaction, now: datetime) -> bool:
    """Whether the link still answers: for ninety days, while its answer stands and nobody wanted to be forgotten."""
    talk = row.message.conversation
    gone = row.message.deleted_at is not None or talk.forgotten_at is not None
    return not gone and now <= row.asked_at + HEARD_FOR


def comes_back(conversation: Conversation) -> bool:
    """Whether a "no" brings it back on top: complaints to the organisation alone."""
    return conversation.kind == Kind.COMPLAINT and not conversation.owner_id


def may_change(row: Satisfaction, now: datetime) -> bool:
    """Whether another answer may still replace the first one."""
    return row.answered_at is None or (row.changed_at is None and now <= row.answered_at + CHANGES_FOR)


def _spoken(language: str) -> str:
    try:
        return translation.get_supported_language_variant(language)
    except LookupError:
        return settings.LANGUAGE_CODE
