"""The set of errors is closed, and only two of them prove that nothing was accepted."""

from manyvoices.core.http import errors

PROOF = {errors.Refused, errors.NotSent}


def test_only_refused_and_not_sent_are_proof_that_nothing_was_accepted() -> None:
    family = {errors.HttpError}
    while grown := {child for parent in family for child in parent.__subclasses__()} - family:
        family |= grown
    assert {kind for kind in family if not kind.may_have_been_accepted} == PROOF
    assert family == {
        errors.HttpError,
        *PROOF,
        errors.Uncertain,
        errors.BadResponse,
        errors.BadRedirect,
        errors.TooLarge,
    }


def test_an_error_carries_its_reason_and_status() -> None:
    error = errors.TooLarge("The answer is too large.", status=201)
    assert (str(error), error.reason, error.status) == (
        "The answer is too large.",
        "The answer is too large.",
        201,
    )
