"""Histories to count, drawn from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

STATUSES = ["ComingSoon", "Active", "ActiveUnderContract", "Hold", "Withdrawn", "Pending"]
ENDS = ["Canceled", "Expired", "Closed", "Sold to the moon"]
SCHEMA = pa.schema(
    {
        "PropertyKey": pa.string(),
        "ListingKey": pa.string(),
        "EffectiveDate": pa.date32(),
        "StandardStatus": pa.string(),
        "Sequence": pa.int64(),
    }
)


def histories(properties: int, seed: int = 1) -> pa.Table:
    """Rows of the listings of so many properties, in any order; some name no property."""
    draw = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for number in range(properties):
        day = date(2023, 1, 1) + timedelta(days=draw.randrange(300))
        known = draw.random() > 0.05
        for listing in range(draw.randint(1, 4)):
            statuses = [draw.choice(STATUSES) for _ in range(draw.randint(1, 4))]
            for sequence, status in enumerate([*statuses, draw.choice(ENDS)]):
                rows.append(
                    {
                        "PropertyKey": f"P{number}" if known else None,
                        "ListingKey": f"L{number}-{listing}",
                        "EffectiveDate": day if draw.random() > 0.02 else None,
                        "StandardStatus": status,
                        "Sequence": sequence,
                    }
                )
                day += timedelta(days=draw.randrange(60))
    draw.shuffle(rows)
    return pa.Table.from_pylist(rows, schema=SCHEMA)
