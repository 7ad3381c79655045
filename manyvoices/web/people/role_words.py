"""What each role means, for those who are given one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manyvoices.people.models import RoleName

MEANINGS: dict[str, Promise] = {
    RoleName.SOCIAL_EMPLOYEE: _("You read the guidelines and take lessons. Nobody expects posts of you."),
    RoleName.AMBASSADOR: _("You speak in your own words about your work, when you like and as yourself."),
    RoleName.RESPONDER: _("You answer people who write to the organisation about your field."),
    RoleName.EDITOR: _("You look after the shared voices of your unit and say who speaks as them."),
    RoleName.UNIT_LEAD: _("You invite colleagues of your unit, agree on their time and grant rights."),
    RoleName.CRISIS_LEAD: _("You stop promotional posts when something happens and lead what is said then."),
    RoleName.PROGRAMME_LEAD: _("You coach the many voices: invite, grant, help; you approve nothing."),
    RoleName.ADMINISTRATOR: _("You keep the installation running and say who has which role."),
    RoleName.AUDITOR: _("You read the record of who did what."),
    RoleName.EMPLOYEE_REPRESENTATIVE: _("You see what is recorded about people, and why."),
}
