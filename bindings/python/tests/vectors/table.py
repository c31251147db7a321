"""How the tests of every file are run."""

from __future__ import annotations

from vectors import codes, grants, market, policy, session
from vectors.container import Algorithm

ALGORITHMS: dict[str, Algorithm] = {
    **codes.ALGORITHMS,
    **grants.ALGORITHMS,
    **market.ALGORITHMS,
    **policy.ALGORITHMS,
    **session.ALGORITHMS,
}
