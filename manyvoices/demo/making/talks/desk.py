"""How the railway answers: what it promises, who is on call, who may answer beside the responders, words that are saved."""

from datetime import timedelta

from manyvoices.conversations.models import Label, SavedReply, SlaPolicy
from manyvoices.demo.content_files import read
from manyvoices.demo.making.ground import Ground
from manyvoices.demo.making.talks.plan import PROMISED
from manyvoices.people.models import Grant, OnCall, Presence, Right, Shift, ShiftTurn
from manyvoices.people.models.on_call import Where

# Colleagues of every trade who learned to answer: whoever knows, answers.
WHO_KNOW = ("marta", "daniel", "samir", "helene", "jonas", "bea", "tom", "lucia", "priya", "mehmet", "yuki")
ON_CALL = ("ruth", "clara", "emre")


def make_desk(ground: Ground) -> list[Label]:
    """The rules and rights of answering; returns the labels."""
    since = ground.ago(170)
    SlaPolicy.objects.bulk_create(
        SlaPolicy(
            unit=ground.root,
            kind=kind,
            minutes=PROMISED.get(kind),
            around_the_clock=True,
            set_by=ground.lead,
            set_at=since,
        )
        for kind in (*PROMISED, "praise")
    )
    Grant.objects.bulk_create(
        Grant(
            person=ground.people[handle],
            right=Right.ANSWER,
            unit=ground.root,
            reason="Certificate “Answering when you are angry too”",
            given_by=ground.lead,
            given_at=since,
            expires_at=ground.ago(-200),
        )
        for handle in WHO_KNOW
    )
    _rota(ground)
    # He knows lifts best, and has said that he is at lunch.
    Presence.objects.create(
        person=ground.people["daniel"],
        where=Where.LUNCH,
        until=ground.now + timedelta(minutes=35),
        said_at=ground.now - timedelta(minutes=28),
    )
    return _words(ground)


def _rota(ground: Ground) -> None:
    rota = OnCall.objects.create(
        unit=ground.root, time_zone="Europe/Berlin", made_by=ground.lead, made_at=ground.ago(170)
    )
    first = (ground.ago(170) - timedelta(days=ground.ago(170).weekday())).date()
    shift = Shift.objects.create(rota=rota, begins=0, ends=0, first_week=first)
    ShiftTurn.objects.bulk_create(
        ShiftTurn(shift=shift, person=ground.people[handle], position=place)
        for place, handle in enumerate(ON_CALL)
    )


def _words(ground: Ground) -> list[Label]:
    words = read("conversations")
    SavedReply.objects.bulk_create(
        SavedReply(
            unit=ground.root,
            made_by=ground.people["ruth"],
            made_at=ground.ago(100),
            uses=31 - 9 * place,
            **told,
        )
        for place, told in enumerate(words["saved"])
    )
    labels = [
        Label(unit=ground.root, name=name, made_by=ground.people["ruth"]) for name in words["words"]["labels"]
    ]
    return Label.objects.bulk_create(labels)
