"""Things of others, for asking every page about them: all in the unit `cast.operations`, none of them Gil's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from manyvoices.conversations.models import (
    Label,
    SlaPolicy,
)
from manyvoices.core import clock
from manyvoices.core.ids import new_id
from manyvoices.federation.tests.neighbours import say
from manyvoices.federation.tests.replies import answered
from manyvoices.media.models import File
from manyvoices.notifications.actions.tell_person import tell_person
from manyvoices.pauses.models import Pause
from manyvoices.people.models import (
    Absence,
    Consent,
    Correction,
    Cover,
    Grant,
    Invitation,
    NominatedBy,
    Nomination,
    OnCall,
    PeopleImport,
    Person,
    RegisterSwitch,
    Right,
    RoleName,
    Shift,
    ShiftTurn,
    SignInLink,
    Topic,
    TopicProposal,
)
from manyvoices.people.register_entries import ENTRIES
from manyvoices.publishing.models import (
    Approval,
    ApprovalRule,
    Delivery,
    Every,
    MediaItem,
    PlanImport,
    Post,
    Repeat,
    State,
    Variant,
)
from manyvoices.voices.models import Channel, Speaker, Voice, VoiceKind
from tests.cast import Cast, person, role, voice
from tests.talks_of_others import a_colleagues_conversation, a_conversation
from tests.things_of_inboxes import (
    a_cause,
    a_colleagues_contact,
    a_colleagues_saved_reply,
    a_contact,
    a_conversation_from_elsewhere,
    a_door,
    a_saved_reply,
    an_import_of_messages,
)

Things = dict[str, Any]


def nothing(_: Cast) -> Things:
    """For pages that are about nothing in particular."""
    return {}


def a_colleague(cast: Cast) -> Things:
    """Fay, who has a role, a right, an invitation on its way and a yes."""
    fay, now = person("Fay", cast.operations), clock.now()
    grant = Grant.objects.create(
        person=fay, right=Right.PUBLISH, unit=cast.operations, reason="course", given_at=now
    )
    invitation = Invitation.objects.create(
        token_hash="x", name="Flo", unit=cast.operations, role="ambassador", invited_at=now, expires_at=now
    )
    link = SignInLink.objects.create(
        person=fay, token_hash="y", made_by=cast.ada, made_at=now, expires_at=now + timedelta(minutes=15)
    )
    return {
        "link_id": link.pk,
        "kind": "coach",
        "person_id": fay.pk,
        "role_id": role(fay, RoleName.AMBASSADOR, cast.operations).pk,
        "grant_id": grant.pk,
        "invitation_id": invitation.pk,
        "consent_id": Consent.objects.filter(person=cast.bo)[0].pk,
    }


def a_shared_voice(cast: Cast) -> Things:
    """A department's voice, as which Fay speaks."""
    ops = voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)
    fay = person("Fay", cast.operations)
    speaks = Speaker.objects.create(voice=ops, person=fay, because="editor", since=clock.now())
    return {**_of_voice(ops), "speaker_id": speaks.pk}


def a_colleagues_voice(cast: Cast) -> Things:
    """Bo's own voice."""
    return {**_of_voice(cast.bo_voice), "speaker_id": new_id()}


def a_pin_on_a_shared_voice(cast: Cast) -> Things:
    """A note that a department could pin."""
    return {**a_shared_voice(cast), "verb": "pin"}


def a_pin_on_a_colleagues_voice(cast: Cast) -> Things:
    """A note that Bo could pin."""
    return {**a_colleagues_voice(cast), "verb": "pin"}


def a_step_of_the_tour(_: Cast) -> Things:
    """Only a demo has a tour."""
    return {"number": 1}


def a_shared_post(cast: Cast) -> Things:
    """What Fay wrote and published as a department."""
    fay = person("Fay", cast.operations)
    ops = voice("ops", "Operations", kind=VoiceKind.DEPARTMENT, unit=cast.operations, brand=cast.brand)
    return _of_post(ops, fay)


def a_colleagues_post(cast: Cast) -> Things:
    """What Bo wrote and published as himself."""
    return _of_post(cast.bo_voice, cast.bo)


def a_pause(cast: Cast) -> Things:
    """A pause in operations."""
    placed = Pause.objects.create(
        unit=cast.operations, reason="storm", placed_by=cast.ada, placed_at=clock.now()
    )
    return {"pause_id": placed.pk}


def a_unit(cast: Cast) -> Things:
    """The unit of all these things, with a promise and a label."""
    unit = cast.operations
    promised = SlaPolicy.objects.create(unit=unit, kind="praise", minutes=60, set_at=clock.now())
    label = Label.objects.create(unit=unit, name="Delay")
    of_unit = {"unit_id": unit.pk, "name": "time_zone", "slug": "operations", "form": "rss"}
    return {**of_unit, "policy_id": promised.pk, "label_id": label.pk}


def a_brand(cast: Cast) -> Things:
    """The one brand."""
    return {"brand_id": cast.brand.pk}


def an_import(cast: Cast) -> Things:
    """A file of people that Fay brought in."""
    fay, now = person("Fay", cast.operations), clock.now()
    made = PeopleImport.objects.create(
        unit=cast.operations, file_name="people.csv", made_by=fay, made_at=now, checked_at=now
    )
    return {"import_id": made.pk}


def a_nomination(cast: Cast) -> Things:
    """Bo thinks that Fay should be heard."""
    fay = person("Fay", cast.operations)
    made = Nomination.objects.create(
        nominee=fay,
        nominated_by=cast.bo,
        relation=NominatedBy.PEER,
        reason="Knows brakes.",
        nominated_at=clock.now(),
    )
    return {"nomination_id": made.pk}


def what_a_colleague_was_told(cast: Cast) -> Things:
    """A notification of Bo's."""
    told = tell_person(person=cast.bo, kind="consent", key="1", subject="Your post was stopped")
    return {"notification_id": told.pk}


def a_topic(cast: Cast) -> Things:
    """A topic and a wish for another."""
    now = clock.now()
    topic = Topic.objects.create(name="Brakes", tag="brakes", made_at=now)
    wish = TopicProposal.objects.create(name="Snow", proposed_by=cast.bo, proposed_at=now)
    return {"topic_id": topic.pk, "proposal_id": wish.pk, "tag": topic.tag, "form": "rss"}


def a_colleagues_correction(cast: Cast) -> Things:
    """Bo says that something recorded about him is wrong."""
    asked = Correction.objects.create(
        person=cast.bo, entry=_entry(), text="That was my sister.", asked_at=clock.now()
    )
    return {"correction_id": asked.pk}


def an_entry(cast: Cast) -> Things:
    """An entry of the register, switched on for everybody."""
    switch = RegisterSwitch.objects.create(
        unit=cast.root, entry=_entry(), agreement="works agreement 7", on_at=clock.now(), on_by=cast.ada
    )
    return {"name": _entry(), "switch_id": switch.pk}


def ways_in_of_a_colleague(_: Cast) -> Things:
    """Numbers that are nobody's: a session and a passkey are found among one's own alone."""
    return {"session_id": 1, "passkey_id": 1}


def _entry() -> str:
    return next(name for name, entry in ENTRIES.items() if entry.behaviour)


def a_colleagues_repeat(cast: Cast) -> Things:
    """A post of Bo's that comes again."""
    now = clock.now()
    post = Post.objects.create(voice=cast.bo_voice, prepared_by=cast.bo, made_at=now, saved_at=now)
    made = Repeat.objects.create(
        pattern=post,
        every=Every.DAY,
        time=now.time(),
        time_zone="UTC",
        starts_on=now.date(),
        made_by=cast.bo,
        made_at=now,
        running_since=now,
    )
    return {"repeat_id": made.pk}


def a_colleagues_plan(cast: Cast) -> Things:
    """A file of posts that Bo brought in."""
    plan = PlanImport.objects.create(name="plan.csv", time_zone="UTC", made_by=cast.bo, made_at=clock.now())
    return {"plan_id": plan.pk}


def a_library_item(cast: Cast) -> Things:
    """A picture that Fay offered to the unit."""
    now = clock.now()
    picture = File.objects.create(
        name=f"{'ab' * 16}.png", mime="image/png", sha256="0" * 64, size=9, width=1, height=1, made_at=now
    )
    fay = person("Fay", cast.operations)
    item = MediaItem.objects.create(
        file=picture, unit=cast.operations, title="Brakes", added_by=fay, added_at=now
    )
    return {"item_id": item.pk}


def a_colleagues_question(cast: Cast) -> Things:
    """Bo asks somebody to look at a draft first."""
    now = clock.now()
    post = Post.objects.create(voice=cast.bo_voice, prepared_by=cast.bo, made_at=now, saved_at=now)
    asked = Approval.objects.create(
        post=post, revision=1, asked_by=cast.bo, asked_at=now, answer_by=now + timedelta(hours=4)
    )
    return {"approval_id": asked.pk}


def a_rule(cast: Cast) -> Things:
    """Promotions of operations are looked at first."""
    rule = ApprovalRule.objects.create(
        unit=cast.operations, name="Prices", because="They bind us.", owner=cast.ada, made_at=clock.now()
    )
    return {"rule_id": rule.pk}


def a_rota(cast: Cast) -> Things:
    """Who is on call in operations: Fay every week, and Bo instead of her for an hour."""
    fay, now = person("Fay", cast.operations), clock.now()
    rota = OnCall.objects.create(unit=cast.operations, time_zone="UTC", made_at=now)
    shift = Shift.objects.create(rota=rota, begins=0, ends=0, first_week=now.date())
    ShiftTurn.objects.create(shift=shift, person=fay, position=0)
    cover = Cover.objects.create(
        rota=rota,
        person=cast.bo,
        instead_of=fay,
        starts_at=now,
        ends_at=now + timedelta(hours=1),
        made_by=fay,
        made_at=now,
    )
    return {"rota_id": rota.pk, "shift_id": shift.pk, "cover_id": cover.pk}


def a_colleagues_absence(cast: Cast) -> Things:
    """Bo will not be there for an hour."""
    now = clock.now()
    said = Absence.objects.create(
        person=cast.bo, starts_at=now, ends_at=now + timedelta(hours=1), made_at=now
    )
    return {"absence_id": said.pk}


THINGS: dict[str, Callable[[Cast], Things]] = {
    "—": nothing,
    "a colleague": a_colleague,
    "a shared voice": a_shared_voice,
    "a colleague's voice": a_colleagues_voice,
    "a shared voice's pin": a_pin_on_a_shared_voice,
    "a colleague's pin": a_pin_on_a_colleagues_voice,
    "a step of the tour": a_step_of_the_tour,
    "a shared voice's post": a_shared_post,
    "a colleague's post": a_colleagues_post,
    "a conversation": a_conversation,
    "a colleague's conversation": a_colleagues_conversation,
    "a pause": a_pause,
    "a unit": a_unit,
    "a brand": a_brand,
    "an import": an_import,
    "a door": a_door,
    "an import of messages": an_import_of_messages,
    "a conversation from elsewhere": a_conversation_from_elsewhere,
    "a colleague's repeat": a_colleagues_repeat,
    "a colleague's plan": a_colleagues_plan,
    "a library item": a_library_item,
    "a colleague's question": a_colleagues_question,
    "a rule": a_rule,
    "a rota": a_rota,
    "a cause": a_cause,
    "a colleague's absence": a_colleagues_absence,
    "a contact": a_contact,
    "a colleague's contact": a_colleagues_contact,
    "a saved reply": a_saved_reply,
    "a colleague's saved reply": a_colleagues_saved_reply,
    "a nomination": a_nomination,
    "what a colleague was told": what_a_colleague_was_told,
    "a topic": a_topic,
    "a colleague's correction": a_colleagues_correction,
    "an entry": an_entry,
    "a colleague's ways in": ways_in_of_a_colleague,
}


def _of_voice(of: Voice) -> Things:
    channel = Channel.objects.get(voice=of)
    note = say(of)
    return {
        "slot_id": new_id(),
        "voice_id": of.pk,
        "handle": of.handle,
        "channel_id": channel.pk,
        "note_id": note.pk,
        "reply_id": answered(note).pk,
        "verb": "hide",
    }


def _of_post(of: Voice, by: Person) -> Things:
    now = clock.now()
    post = Post.objects.create(
        voice=of, prepared_by=by, made_at=now, saved_at=now, released_at=now, released_by=by
    )
    variant = Variant.objects.create(
        post=post, language="en", text="Quieter brakes.", made_by=by, made_at=now
    )
    note = say(of)
    channel = Channel.objects.get(voice=of)
    delivery = Delivery.objects.create(
        post=post,
        channel=channel,
        variant=variant,
        key=note.delivery_key or f"mv-{new_id()}",
        world=post.world,
        network="native",
        kind=post.kind,
        state=State.SENT,
        sent_at=now,
        made_at=now,
        remote_id=note.uri,
    )
    return {
        "post_id": post.pk,
        "delivery_id": delivery.pk,
        "reply_id": answered(note).pk,
        "verb": "hide",
        "handle": of.handle,
        "note_id": note.pk,
    }
