"""Tables in and out."""

from __future__ import annotations

import threading
import time
from datetime import date, datetime, timezone
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import doorward
from doorward import market
from histories import histories

AS_OF = date(2025, 12, 31)
TABLE = histories(properties=200)
EXPECTED = pa.table(market.cdom(TABLE, as_of=AS_OF))


def as_duckdb(table: pa.Table) -> Any:
    return duckdb.connect().from_arrow(table)


def as_pandas(table: pa.Table) -> Any:
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return pa.Table.from_pandas(frame, preserve_index=False)


@pytest.mark.parametrize("of", [pl.DataFrame, as_duckdb, as_pandas, pa.table])
def test_every_kind_of_table_is_counted(of: Any) -> None:
    counted = market.cdom(of(TABLE), as_of=AS_OF)
    days = "CumulativeDaysOnMarket"
    assert pa.table(counted)[days].to_pylist() == EXPECTED[days].to_pylist()
    assert len(counted) == EXPECTED.num_rows == counted.summary.listings
    # It may be taken more than once, and by others.
    assert pl.DataFrame(counted)[days].to_list() == EXPECTED[days].to_pylist()
    assert pa.table(counted).equals(pa.table(counted))


def test_a_table_is_what_its_properties_are_one_by_one() -> None:
    rows = TABLE.to_pylist()
    answer = {row["ListingKey"]: row for row in EXPECTED.to_pylist()}
    for key in sorted({row["PropertyKey"] for row in rows if row["PropertyKey"]})[:60]:
        own = [row for row in rows if row["PropertyKey"] == key]
        listings = [
            market.Listing(
                name,
                events=[
                    market.Event(row["EffectiveDate"], row["StandardStatus"], row["Sequence"])
                    for row in own
                    if row["ListingKey"] == name
                ],
            )
            for name in sorted({row["ListingKey"] for row in own})
        ]
        for listing in listings:
            found = answer[listing.listing]
            try:
                alone = market.days_on_market(listings, target=listing.listing, as_of=AS_OF)
            except doorward.RuleError as refused:
                assert found["Error"] == refused.reason == "unknown_status"
                continue
            assert (found["DaysOnMarket"], found["CumulativeDaysOnMarket"]) == (
                alone.dom,
                alone.cdom,
            )


@pytest.mark.parametrize("order", ["sorted", "grouped"])
def test_a_table_in_order_is_counted_as_it_comes(order: Any) -> None:
    table = TABLE.sort_by([("PropertyKey", "ascending"), ("ListingKey", "ascending")])
    known = table.filter(pa.compute.is_valid(table["PropertyKey"]))
    chunks = pa.Table.from_batches(known.to_batches(max_chunksize=7))
    told: list[int] = []
    counted = market.cdom(chunks, as_of=AS_OF, order=order, progress=told.append)
    assert pa.table(counted).equals(pa.table(market.cdom(known, as_of=AS_OF)))
    assert told == sorted(told) and told[-1] == known.num_rows and len(told) > 20
    with pytest.raises(doorward.BatchError) as refused:
        market.cdom(TABLE, as_of=AS_OF, order="sorted")
    assert refused.value.reason == "not_grouped" and refused.value.row is not None


def test_a_column_that_is_wrong_is_named() -> None:
    for table, reason, column in (
        (TABLE.drop_columns("ListingKey"), "missing_column", "ListingKey"),
        (TABLE.append_column("Sequence", TABLE["Sequence"]), "repeated_column", "Sequence"),
        (
            TABLE.set_column(2, "EffectiveDate", TABLE["ListingKey"]),
            "wrong_type",
            "EffectiveDate",
        ),
    ):
        with pytest.raises(doorward.BatchError) as refused:
            market.cdom(table, as_of=AS_OF)
        assert (refused.value.reason, refused.value.column) == (reason, column)
    long = pa.table({**TABLE.slice(0, 3).to_pydict(), "ListingKey": ["a", "b" * 256, "c"]})
    long = long.cast(TABLE.schema)
    with pytest.raises(doorward.BatchError) as refused:
        market.cdom(long, as_of=AS_OF)
    assert (refused.value.reason, refused.value.row) == ("text_too_long", 1)


def test_what_is_no_table_is_refused() -> None:
    wrong: Any
    for wrong in (None, [], {"PropertyKey": []}, 5):
        with pytest.raises(TypeError):
            market.cdom(wrong, as_of=AS_OF)
    with pytest.raises(ValueError):
        market.cdom(TABLE, as_of=AS_OF, threads=0)
    with pytest.raises(TypeError):
        market.cdom(TABLE, as_of=datetime(2025, 12, 31, tzinfo=timezone.utc))
    with pytest.raises(ValueError):
        market.cdom(TABLE, as_of=AS_OF, order="random")  # type: ignore[arg-type]


def test_progress_may_stop_a_run() -> None:
    def stop(rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        market.cdom(TABLE, as_of=AS_OF, progress=stop)


def test_other_threads_run_meanwhile() -> None:
    table = pa.concat_tables([histories(properties=3_000)] * 40)
    stop = threading.Event()
    turns: list[float] = []

    def turn() -> None:
        while not stop.wait(0.001):
            turns.append(time.perf_counter())

    thread = threading.Thread(target=turn)
    thread.start()
    begun = time.perf_counter()
    market.cdom(table, as_of=AS_OF, threads=1)
    ended = time.perf_counter()
    stop.set()
    thread.join()
    # In the midst of the count nobody else would have a turn if the interpreter were kept.
    margin = (ended - begun) / 10
    assert sum(begun + margin < turn < ended - margin for turn in turns) > 3


def test_the_answer_does_not_depend_on_threads() -> None:
    for threads in (1, 2, 5):
        assert pa.table(market.cdom(TABLE, as_of=AS_OF, threads=threads)).equals(EXPECTED)


def test_rules_are_chosen_in_every_way() -> None:
    by_id = market.cdom(TABLE, as_of=AS_OF, rules="armls")
    chosen = market.choose("armls")
    for rules in (chosen, chosen.rules, market.preset("armls").rules):
        assert pa.table(market.cdom(TABLE, as_of=AS_OF, rules=rules)).equals(pa.table(by_id))
    assert chosen.preset == "armls" and market.choose(chosen.rules).preset is None
    assert by_id.summary.rules_warnings == chosen.cautions
    for wrong, reason in (
        ("atlantis", "unknown_preset"),
        (market.Rules(carry_max_gap=-1), "bad_rules"),
        ({"carry": 5}, "bad_rules"),
    ):
        with pytest.raises(doorward.RuleError) as refused:
            market.choose(wrong)
        assert refused.value.reason == reason
    with pytest.raises(doorward.RuleError):
        market.choose_at("atlantis", AS_OF)


def test_presets_say_where_they_come_from() -> None:
    presets = market.presets()
    assert len({preset.id for preset in presets}) == len(presets) > 30
    for preset in presets:
        assert market.choose(preset.id).rules == preset.rules
        assert preset.experimental or preset.sources or preset.id == "generic"
    assert market.status_of("no such status", preset="rmls_or") is None


def test_one_listing_is_explained() -> None:
    history: list[market.Listing | dict[str, object]] = [
        market.Listing(
            "L1",
            events=[
                market.Event(date(2025, 1, 1), "Active"),
                {"date": date(2025, 1, 31), "status": market.MarketStatus.CANCELED},
            ],
        ),
        {"listing": "L2", "events": [{"date": "2025-02-07", "status": "Active"}]},
    ]
    found = market.explain(history, target="L2", as_of=date(2025, 2, 27), rules="generic")
    assert (found.dom, found.cdom) == (20, 50)
    assert found.members[0].intervals == (market.OnMarket(date(2025, 1, 1), date(2025, 1, 31)),)
    assert found.gaps[0].counted == 7 and found.rules_id == "generic"
    by_family = market.explain_by_family(
        history, target="L2", as_of=date(2025, 2, 27), family="armls"
    )
    assert by_family.rules_id == market.choose_at("armls", date(2025, 2, 7)).preset
    with pytest.raises(doorward.RuleError) as refused:
        market.days_on_market([{"listing": "L1"}], target="L1", as_of=AS_OF)
    assert refused.value.reason == "bad_value" and "listings[0]" in str(refused.value)
