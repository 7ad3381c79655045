"""The record says where each row came from, and the chain holds it."""

import pytest

from manyvoices.core import audit
from manyvoices.core.models import AuditRow


# promise J3
@pytest.mark.django_db
def test_a_row_carries_the_address_of_its_request_and_the_chain_guards_it() -> None:
    audit.record(actor=None, verb="from_the_shell", target=None)
    told = audit.came_from.set("203.0.113.9")
    try:
        audit.record(actor=None, verb="from_the_web", target=None)
    finally:
        audit.came_from.reset(told)
    audit.chain()
    assert dict(AuditRow.objects.values_list("verb", "came_from")) == {
        "from_the_shell": "",
        "from_the_web": "203.0.113.9",
    }
    assert audit.first_broken() is None
    AuditRow.objects.filter(verb="from_the_web").update(came_from="198.51.100.1")
    assert audit.first_broken() == 2
