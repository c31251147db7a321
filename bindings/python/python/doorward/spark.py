"""Days on market on Spark: the same count as on one machine, by property on all workers::

    counted = cdom(spark.read.parquet("history"), as_of=date(2025, 12, 31))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from doorward import market

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["cdom", "counter"]

_COLUMNS = (
    "PropertyKey",
    "ListingKey",
    "EffectiveDate",
    "StandardStatus",
    "Sequence",
    "EventKey",
    "ScopeKey",
    "OriginatingSystemName",
    "ListingContractDate",
    "OriginalEntryDate",
    "ExpirationDate",
)
"""What is counted with; other columns stay where they are."""


def counter(
    *, as_of: date, rules: market.RulesLike = "rmls_or"
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What counts a partition that holds whole properties: a function for ``mapInArrow``."""
    chosen = _sent(rules)

    def count(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = list(batches)
        if not rows:
            return
        table = pa.Table.from_batches(rows)
        # The partitions are what the threads would be.
        counted = market.cdom(table, as_of=as_of, rules=chosen, threads=1)
        yield from _plain(pa.table(counted)).to_batches()

    return count


def cdom(
    frame: DataFrame, *, as_of: date, rules: market.RulesLike = "rmls_or"
) -> DataFrame:
    """Days on market of every listing of a frame, with the columns of :func:`doorward.market.cdom`.

    Rows are brought together by their property, or by their listing where that is not known. Columns
    of the answer that have few values are texts.
    """
    from pyspark.sql import functions as f
    from pyspark.sql.pandas.types import from_arrow_schema

    given = frame.select(*[name for name in _COLUMNS if name in frame.columns])
    # A listing whose property is not known is a property of its own.
    key = f.coalesce(f.nullif(f.col("PropertyKey"), f.lit("")), f.col("ListingKey"))
    schema = from_arrow_schema(_answer_schema(given))
    return given.repartition(key).mapInArrow(counter(as_of=as_of, rules=rules), schema)


def _sent(rules: market.RulesLike) -> market.RulesLike:
    """Rules that can be sent to a worker."""
    if isinstance(rules, market.Chosen):
        return rules.rules
    market.choose(rules)
    return rules


def _answer_schema(frame: DataFrame) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_schema

    empty = to_arrow_schema(frame.schema).empty_table()
    counted = market.cdom(empty, as_of=date(1970, 1, 1))
    return _plain(pa.table(counted)).schema


def _plain(table: pa.Table) -> pa.Table:
    """Columns as Spark knows them: no dictionaries, no numbers without a sign."""
    columns: list[Any] = []
    for column in table.columns:
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        elif pa.types.is_uint32(column.type):
            column = column.cast(pa.int64())
        columns.append(column)
    return pa.table(columns, names=table.column_names)
