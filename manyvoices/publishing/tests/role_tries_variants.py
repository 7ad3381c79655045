"""How docs/roles.md is tried: own words for single channels."""

from manyvoices.publishing.actions.save_variants import save_variants
from manyvoices.publishing.tests.role_tries import _drafted

TRIES = {
    "save_variants": _drafted(lambda me, post: save_variants(actor=me, post=post, revision=1, adapted=[])),
}
