"""Who may do what with letters."""

from django.utils.translation import gettext as _

from manyvoices.core.refusals import Conflict, Refused
from manyvoices.notifications.queries import is_set_outside
from manyvoices.people.permissions import may_administer
from manyvoices.people.rights import Rights


def may_see_mail_server(rights: Rights, *, root_id: int) -> None:
    """Whether this person may see and test how letters leave: administrators of the whole organisation."""
    may_administer(rights, unit_id=root_id)


def may_change_mail_server(rights: Rights, *, root_id: int) -> None:
    """Whether this person may change it: the same, unless the machine's settings say which server it is."""
    may_see_mail_server(rights, root_id=root_id)
    if is_set_outside():
        raise Conflict(_("MANYVOICES_EMAIL_URL names the mail server. Change it there and start again."))


def may_read(rights: Rights, *, person_id: int) -> None:
    """Whether this person may mark something as read: what was told to themselves."""
    if not rights.active or rights.person_id != person_id:
        raise Refused(_("This was told to somebody else."))
