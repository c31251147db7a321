"""Spark counts what one machine counts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

import doorward
from doorward import market, spark
from histories import histories

AS_OF = date(2025, 12, 31)


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    made = (
        SparkSession.builder.master("local[2]")
        .appName("doorward")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "5")
        # So little would be brought together for one worker.
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield made
    made.stop()


def _rows(table: pa.Table) -> list[dict[str, object]]:
    def key(row: dict[str, object]) -> tuple[bool, str, str]:
        return row["PropertyKey"] is not None, str(row["PropertyKey"]), str(row["ListingKey"])

    return sorted(table.to_pylist(), key=key)


@pytest.mark.parametrize("rules", ["rmls_or", "armls", market.Rules(carry_max_gap=90)])
def test_two_workers_count_as_one_machine(
    session: SparkSession, tmp_path: Path, rules: market.RulesLike
) -> None:
    table = histories(properties=300)
    frame = session.createDataFrame(table)
    counted = spark.cdom(frame, as_of=AS_OF, rules=rules)
    alone = pa.table(market.cdom(table, as_of=AS_OF, rules=rules))
    found = counted.toArrow()
    assert found.num_rows == alone.num_rows > 300
    assert _rows(found) == _rows(spark._plain(alone))
    assert counted.rdd.getNumPartitions() == 5


def test_what_is_refused_is_refused_before_it_is_sent(session: SparkSession) -> None:
    frame = session.createDataFrame(histories(properties=1))
    with pytest.raises(doorward.BatchError) as refused:
        spark.cdom(frame.drop("ListingKey"), as_of=AS_OF)
    assert (refused.value.reason, refused.value.column) == ("missing_column", "ListingKey")
    with pytest.raises(doorward.RuleError):
        spark.cdom(frame, as_of=AS_OF, rules="atlantis")
