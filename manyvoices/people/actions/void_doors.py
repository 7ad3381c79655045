"""After a restore: what opened a door then may have been used, ended or stolen since."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from manyvoices.people.models import Invitation, SetupLink, SignInLink


@transaction.atomic
def void_doors(*, now: datetime) -> int:
    """Ends every session and every link that lets somebody in once; returns how many sessions ended.

    Passwords, passkeys and second steps stay: with them everybody signs in again. Doing it twice ends nothing more.
    """
    ended, _by_model = Session.objects.all().delete()
    UserSession.objects.all().delete()
    SetupLink.objects.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
    SignInLink.objects.filter(used_at=None, revoked_at=None).update(revoked_at=now)
    Invitation.objects.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)
    return ended
