"""What is recorded about people: the entries of the register, in the order in which a person reads them."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.register import TRACES, Entry, Source

_CONTRACT = _("Needed for what you and the organisation agreed on: working here with this product")
_INTEREST = _("The organisation's legitimate interest in knowing who did what with its public name")
_SECURITY = _("The duty to keep accounts safe")
_CONSENT = _("Your consent, which you can withdraw at any time")
_ME = _("You alone")
_LEADS = _("You, the leads of your unit and its administrators")
_AUDIT = _("You, administrators and auditors")
_WHILE_HERE = _("As long as you are here; afterwards without any access of yours")
_HISTORY = _("For good, as history: what ended keeps its dates")


def _entry(name: str, title: Promise, purpose: Promise, *sources: Source, **more: Any) -> Entry:
    usual = {"basis": _CONTRACT, "seen_by": _LEADS, "kept": _WHILE_HERE}
    return Entry(name=name, title=title, purpose=purpose, sources=sources, **{**usual, **more})


def _person(fields: str) -> Source:
    return Source("people.Person", "pk", fields)


ENTRIES: dict[str, Entry] = {
    entry.name: entry
    for entry in (
        _entry(
            "account",
            _("Who I am"),
            _("So that you can sign in, and colleagues know who is who"),
            _person(
                "name email login unit__name picture__name language languages time_zone joined_at left_at is_active"
            ),
            Source("account.EmailAddress", "user", "email verified primary"),
            changed_at="me",
        ),
        _entry(
            "working_time",
            _("My time and my helpers"),
            _("So that the agreed time is respected and somebody helps you"),
            _person(
                "working_pattern weekly_minutes minutes_agreed_by__name minutes_agreed_at coach__name buddy__name"
            ),
            Source("people.Person", "coach", "name"),
            Source("people.Person", "buddy", "name"),
            Source("people.Person", "minutes_agreed_by", "name"),
            changed_at="me",
        ),
        _entry(
            "expertise",
            _("What I know"),
            _("So that questions find the colleague who can answer them"),
            Source("people.Expertise", "person", "topic__name since ended_at"),
            Source("people.TopicProposal", "proposed_by", "name because proposed_at topic__name"),
            basis=_("You said it yourself"),
            seen_by=_("Everybody, where you say so in public; else the organisation"),
            kept=_HISTORY,
            changed_at="me",
        ),
        _entry(
            "becoming",
            _("How I became a voice"),
            _("So that nobody is enrolled without being asked, and everybody sees who asked"),
            _person("track track_chosen_at"),
            Source(
                "people.Nomination",
                "nominee",
                "nominated_by__name reason nominated_at invited_by__name invited_at accepted_at refused_at "
                "declined_by__name declined_at decline_reason withdrawn_at",
            ),
            seen_by=_("You, who nominated you, and the leads of your unit; a no only whoever invited you"),
            kept=_HISTORY,
            changed_at="track",
        ),
        _entry(
            "consents",
            _("What I agreed to"),
            _("So that nothing is done in your name without your yes"),
            Source(
                "people.Consent",
                "person",
                "purpose channel wording__text wording__version given_at expires_at withdrawn_at",
            ),
            basis=_("The duty to prove a consent"),
            seen_by=_ME,
            kept=_HISTORY,
            changed_at="my-consents",
        ),
        _entry(
            "roles",
            _("My roles and rights"),
            _("So that it is clear who may do what, since when and given by whom"),
            Source(
                "people.Role",
                "person",
                "name unit__name brand__name given_by__name given_at ended_at end_reason",
            ),
            Source(
                "people.Grant",
                "person",
                "right unit__name brand__name reason given_by__name given_at expires_at revoked_at revoke_reason",
            ),
            kept=_HISTORY,
        ),
        _entry(
            "voices",
            _("My voices"),
            _("So that you are heard, as yourself and as the voices that were opened to you"),
            Source(
                "voices.Voice",
                "person",
                "handle name bio role_line made_at resting_since hidden_since muted_until moved_to moved_at closed_at",
            ),
            Source("voices.Speaker", "person", "voice__name because given_by__name since until ended_at"),
            Source("voices.HandOver", "to", "voice__name because handed_by__name since ended_at"),
            basis=_CONSENT,
            seen_by=_("Everybody what the public page shows; the rest you and the keepers of the voice"),
            kept=_HISTORY,
            changed_at="voices",
        ),
        _entry(
            "posts",
            _("What I wrote"),
            _("So that what you prepare can be published, edited and taken back"),
            Source(
                "publishing.Post",
                "prepared_by",
                "voice__name kind made_at scheduled_at released_at published_at removed_at",
            ),
            Source("publishing.Variant", "made_by", "text language version made_at"),
            Source("publishing.Revision", "made_by", "number made_at"),
            Source("publishing.Repeat", "made_by", "every step starts_on ends_on stopped_at"),
            Source("publishing.PlanImport", "made_by", "name made_at state"),
            Source("publishing.MediaItem", "added_by", "title added_at retired_at"),
            Source("publishing.CalendarLink", "person", "made_at revoked_at"),
            Source("publishing.Approval", "asked_by", "state word asked_at answered_at advice"),
            seen_by=_("Everybody what is published; a draft you alone"),
            kept=_("Until you delete it; what was published stays as history"),
            changed_at="queue",
        ),
        _entry(
            "notifications",
            _("What I was told"),
            _("So that you do not miss what needs you"),
            Source("notifications.Notification", "person", "subject text link made_at read_at"),
            Source("notifications.Letter", "person", "kind to subject made_at sent_at"),
            Source("notifications.Preference", "person", "kind mails changed_at"),
            Source("notifications.QuietHours", "person", "begins ends days changed_at"),
            seen_by=_("You; administrators see that a letter was sent, not what it says"),
        ),
        _entry(
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
            kept=_HISTORY,
        ),
        _entry(
            "presence",
            _("Where I am, and the time I gave"),
            _("So that nothing is passed to you at lunch or when your agreed time is used; never a score"),
            Source("people.Presence", "person", "where until said_at"),
            Source("people.Effort", "person", "day minutes declared_at"),
            basis=_("You said it yourself"),
            seen_by=_("You alone: others see only whether a message can go to you"),
            kept=_("Where you are until you say otherwise; minutes as long as you are here"),
        ),
        _entry(
            "private_conversations",
            _("What reached my own voice"),
            _("So that you can answer people who write to you, and nobody else reads along"),
            Source("conversations.Conversation", "owner", "network first_at last_at standing"),
            basis=_CONSENT,
            seen_by=_("You alone, until you hand a conversation over"),
            kept=_("Until you hand it over, or you or the other one are erased"),
        ),
        _entry(
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
            seen_by=_(
                "You, and colleagues who work in the same inbox; everybody what was answered in public"
            ),
            kept=_("Words as long as the unit keeps conversations; no figure about one person is made of it"),
        ),
        _entry(
            "answering_now",
            _("What I have open and am writing"),
            _("So that two colleagues do not answer at the same time, and no draft is lost"),
            Source("conversations.Looking", "person", "answering seen_at"),
            Source("conversations.ReplyDraft", "person", "text saved_at"),
            seen_by=_("Colleagues see for half a minute that you look or write; a draft you alone"),
            kept=_("That you looked for a day at most; a draft until it left or you empty it"),
        ),
        _entry(
            "doors",
            _("How I sign in"),
            _("So that nobody else gets into your account, and you can end every session"),
            Source("mfa.Authenticator", "user", "type created_at last_used_at"),
            Source("usersessions.UserSession", "user", "ip user_agent created_at last_seen_at"),
            Source("people.SignInLink", "person", "made_by__name made_at expires_at used_at revoked_at"),
            Source("people.Invitation", "accepted_by", "name email invited_by__name invited_at accepted_at"),
            Source("people.ImportLine", "person", "values what done_at"),
            basis=_SECURITY,
            seen_by=_("You; administrators see that a link was made, and by whom"),
            kept=_("Sessions until they end, the rest as long as you are here"),
        ),
        _entry(
            "record",
            _("What I did here"),
            _("So that it can be explained later who changed what, and when"),
            Source("core.AuditRow", "actor_id", "at verb target_type because came_from"),
            Source("core.AuditRow", "target_id", "at verb because", (("target_type", "people.Person"),)),
            basis=_INTEREST,
            seen_by=_AUDIT,
            kept=_("For good: the record cannot be changed, and outlives the name"),
        ),
        _entry(
            "corrections",
            _("What I asked to be corrected"),
            _("So that what is wrong is put right, and you see the answer"),
            Source("people.Correction", "person", "entry text asked_at answer answered_at answered_by__name"),
            basis=_("Your right to have data corrected"),
            seen_by=_("You and the administrators of your unit"),
            kept=_HISTORY,
        ),
        _entry(
            "traces",
            _("My name on what I decided"),
            _("So that whoever is concerned sees who gave, made or ended something"),
            *TRACES,
            basis=_INTEREST,
            seen_by=_("Whoever sees the thing itself, such as a role and who gave it"),
            kept=_HISTORY,
        ),
        _entry(
            "last_sign_in",
            _("When I last signed in"),
            _("So that accounts nobody uses can be found and closed"),
            _person("last_login"),
            basis=_("An agreement with the employee representatives, named beside the switch"),
            kept=_("Until the next sign-in writes over it"),
            behaviour=True,
        ),
    )
}
