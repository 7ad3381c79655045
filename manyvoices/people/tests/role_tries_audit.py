"""How docs/roles.md is tried: the audit log."""

from manyvoices.people.actions.export_audit import export_audit
from tests.roles import Try

TRIES = {"export_audit": Try(lambda me, cast: export_audit(actor=me, as_="csv"))}
