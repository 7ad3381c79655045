"""What is recorded about people: the entries of the register, in the order in which a person reads them."""

from django.utils.translation import gettext_lazy as _

from manyvoices.people.register import TRACES, Entry, Source
from manyvoices.people.register_answering import ANSWERING
from manyvoices.people.register_on_call import ON_CALL
from manyvoices.people.register_terms import AUDIT, CONSENT, HISTORY, INTEREST, ME, SECURITY, entry


def _person(fields: str) -> Source:
    return Source("people.Person", "pk", fields)


ENTRIES: dict[str, Entry] = {
    one.name: one
    for one in (
        entry(
            "account",
            _("Who I am"),
            _("So that you can sign in, and colleagues know who is who"),
            _person(
                "name email login unit__name picture__name language languages time_zone keys_off joined_at left_at is_active"
            ),
            Source("account.EmailAddress", "user", "email verified primary"),
            changed_at="me",
        ),
        entry(
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
        *ON_CALL,
        entry(
            "expertise",
            _("What I know"),
            _("So that questions find the colleague who can answer them"),
            Source("people.Expertise", "person", "topic__name since ended_at"),
            Source("people.TopicProposal", "proposed_by", "name because proposed_at topic__name"),
            basis=_("You said it yourself"),
            seen_by=_("Everybody, where you say so in public; else the organisation"),
            kept=HISTORY,
            changed_at="me",
        ),
        entry(
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
            kept=HISTORY,
            changed_at="track",
        ),
        entry(
            "consents",
            _("What I agreed to"),
            _("So that nothing is done in your name without your yes"),
            Source(
                "people.Consent",
                "person",
                "purpose channel wording__text wording__version given_at expires_at withdrawn_at",
            ),
            basis=_("The duty to prove a consent"),
            seen_by=ME,
            kept=HISTORY,
            changed_at="my-consents",
        ),
        entry(
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
            kept=HISTORY,
        ),
        entry(
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
            basis=CONSENT,
            seen_by=_("Everybody what the public page shows; the rest you and the keepers of the voice"),
            kept=HISTORY,
            changed_at="voices",
        ),
        entry(
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
        entry(
            "notifications",
            _("What I was told"),
            _("So that you do not miss what needs you"),
            Source("notifications.Notification", "person", "subject text link made_at read_at"),
            Source("notifications.Letter", "person", "kind to subject made_at sent_at"),
            Source("notifications.Preference", "person", "kind mails changed_at"),
            Source("notifications.QuietHours", "person", "begins ends days changed_at"),
            seen_by=_("You; administrators see that a letter was sent, not what it says"),
            changed_at="notification-settings",
        ),
        *ANSWERING,
        entry(
            "doors",
            _("How I sign in"),
            _("So that nobody else gets into your account, and you can end every session"),
            Source("mfa.Authenticator", "user", "type created_at last_used_at"),
            Source("usersessions.UserSession", "user", "ip user_agent created_at last_seen_at"),
            Source("people.SignInLink", "person", "made_by__name made_at expires_at used_at revoked_at"),
            Source("people.Invitation", "accepted_by", "name email invited_by__name invited_at accepted_at"),
            Source("people.ImportLine", "person", "values what done_at"),
            basis=SECURITY,
            seen_by=_("You; administrators see that a link was made, and by whom"),
            kept=_("Sessions until they end, the rest as long as you are here"),
        ),
        entry(
            "record",
            _("What I did here"),
            _("So that it can be explained later who changed what, and when"),
            Source("core.AuditRow", "actor_id", "at verb target_type because came_from"),
            Source("core.AuditRow", "target_id", "at verb because", (("target_type", "people.Person"),)),
            basis=INTEREST,
            seen_by=AUDIT,
            kept=_("For good: the record cannot be changed, and outlives the name"),
        ),
        entry(
            "corrections",
            _("What I asked to be corrected"),
            _("So that what is wrong is put right, and you see the answer"),
            Source("people.Correction", "person", "entry text asked_at answer answered_at answered_by__name"),
            basis=_("Your right to have data corrected"),
            seen_by=_("You and the administrators of your unit"),
            kept=HISTORY,
        ),
        entry(
            "traces",
            _("My name on what I decided"),
            _("So that whoever is concerned sees who gave, made or ended something"),
            *TRACES,
            basis=INTEREST,
            seen_by=_("Whoever sees the thing itself, such as a role and who gave it"),
            kept=HISTORY,
        ),
        entry(
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
