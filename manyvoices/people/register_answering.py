"""What is recorded of those who answer: when, where they are, what reached them and what they said."""

from django.utils.translation import gettext_lazy as _

from manyvoices.people.register import Source
from manyvoices.people.register_terms import CONSENT, HISTORY, entry

ANSWERING = (
    entry(
        "on_call",
        _("When I am on call"),
        _(
            "So that whoever waits for an answer reaches somebody, and you are left alone when it is not your turn"
        ),
        Source("people.ShiftTurn", "person", "shift__rota__unit__name position"),
        Source("people.Cover", "person", "rota__unit__name starts_at ends_at cancelled_at"),
        Source("people.Cover", "instead_of", "rota__unit__name starts_at ends_at cancelled_at"),
        Source("people.Absence", "person", "starts_at ends_at cancelled_at"),
        seen_by=_("Colleagues of the rota; when you are absent you and who plans the rota, never why"),
        kept=HISTORY,
    ),
    entry(
        "presence",
        _("Where I am, and the time I gave"),
        _("So that nothing is passed to you at lunch or when your agreed time is used; never a score"),
        Source("people.Presence", "person", "where until said_at"),
        Source("people.Effort", "person", "day minutes declared_at"),
        basis=_("You said it yourself"),
        seen_by=_("You alone: others see only whether a message can go to you"),
        kept=_("Where you are until you say otherwise; minutes as long as you are here"),
    ),
    entry(
        "private_conversations",
        _("What reached my own voice"),
        _("So that you can answer people who write to you, and nobody else reads along"),
        Source("conversations.Conversation", "owner", "network first_at last_at standing"),
        basis=CONSENT,
        seen_by=_("You alone, until you hand a conversation over"),
        kept=_("Until you hand it over, or you or the other one are erased"),
    ),
    entry(
        "answers",
        _("Conversations I had and what I answered"),
        _("So that everybody who writes to the organisation has somebody who answers"),
        Source("conversations.Conversation", "assigned_to", "network first_at last_at standing"),
        Source("conversations.Assignment", "person", "unit__name way at ended_at"),
        Source("conversations.Message", "by", "text said_at sent_at"),
        Source("conversations.Comment", "by", "text at"),
        Source("conversations.Comment", "mentions"),
        Source("conversations.SavedReply", "person", "title text language made_at ended_at"),
        Source("conversations.Sighting", "by", "at"),
        seen_by=_("You, and colleagues who work in the same inbox; everybody what was answered in public"),
        kept=_("Words as long as the unit keeps conversations; no figure about one person is made of it"),
    ),
    entry(
        "answering_now",
        _("What I have open and am writing"),
        _("So that two colleagues do not answer at the same time, and no draft is lost"),
        Source("conversations.Looking", "person", "answering seen_at"),
        Source("conversations.ReplyDraft", "person", "text saved_at"),
        seen_by=_("Colleagues see for half a minute that you look or write; a draft you alone"),
        kept=_("That you looked for a day at most; a draft until it left or you empty it"),
    ),
)
