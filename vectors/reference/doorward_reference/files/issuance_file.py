"""issuance.json: whether access may be given, by which method, and what has to be done with the answer."""

from ..policy import issuance
from . import (
    issuance_drawn,
    issuance_errors,
    issuance_ledgers,
    issuance_limits,
    issuance_methods,
    issuance_reasons,
    issuance_times,
    policy_flags,
)
from .container import Group, Members, VectorFile
from .issuance_notes import NOTES
from .issuance_objects import group_of
from .issuance_schema import SHAPES

INPUTS = ("request", "listing", "box", "appointment", "ledger")


def evaluate(group: Members, test: Members) -> Members:
    given = {name: test[name] for name in INPUTS}
    return {"ruling": issuance.rule(given, group["association"], group["parameters"])}


def groups() -> list[Group]:
    group = group_of()
    for write in (
        issuance_reasons.worked_examples,
        issuance_reasons.alone,
        issuance_reasons.statuses,
        issuance_reasons.together,
        issuance_reasons.recommendations,
        issuance_reasons.obligations,
        issuance_methods.every_cell,
        issuance_methods.issuers,
        issuance_methods.operations,
        issuance_methods.phones,
        issuance_limits.lengths,
        issuance_limits.starts,
        issuance_limits.ends,
        issuance_limits.releases,
        issuance_ledgers.slots,
        issuance_ledgers.copies,
        issuance_ledgers.contractors,
        issuance_times.days,
        issuance_times.covered,
        issuance_times.whose,
        issuance_errors.bad_values,
        issuance_errors.mismatches,
        issuance_errors.ledgers,
    ):
        write(group)
    issuance_drawn.drawn(group, 6)
    return [
        group,
        *issuance_reasons.switches(),
        *issuance_limits.parameters(),
        *issuance_ledgers.other_parameters(),
        *issuance_errors.bad_parameters(),
    ]


NAME = "issuance"
FILE = VectorFile(
    NAME, "section 12", NOTES, evaluate, groups,
    policy_flags.build(NAME, "section 12", NOTES, SHAPES),
)  # fmt: skip
