"""Days on market of 5 million rows, by rmls_or: this library against DuckDB, Polars and pandas.

All get the same file: a status a row, as a feed has them. The listings have one interval each,
Active and then Canceled, so that DOM is off - on, and CDOM the size of the union of the intervals
of the chain, which a gap of more than 30 days ends: the peers know that, this library does not.
All start from an Arrow table in memory and end with one; a second figure goes from Parquet file to
Parquet file. Beside it the peers are measured with one row for each listing, both dates in it,
made outside of the timing: the form that they like best, and half of the rows.
The answers are compared row by row before anything is timed. Each measurement is a process of
its own; the median of five runs in it counts.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from datetime import date

RUNS = 5
THREADS = os.cpu_count()
# The day of the count, after the last day of any listing: none is cut.
AS_OF = 30_000

# Two ways in SQL. The first sorts within windows, on all threads; the second sorts once and goes
# on with windows over the whole table, which DuckDB streams, on one thread: a property's days are
# lifted above those of all properties before it, so that its maximum never looks back.
DUCKDB = {
    "windows": """
WITH reached AS (
  SELECT PropertyKey, ListingKey, OnDate, OffDate,
         max(OffDate) OVER (chain ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
  FROM listings
  WINDOW chain AS (PARTITION BY PropertyKey ORDER BY OnDate, ListingKey)
), counted AS (
  SELECT *, greatest(OffDate - greatest(OnDate, coalesce(reach, OnDate)), 0) AS new_days,
         coalesce(OnDate - reach > 30, true) AS begins
  FROM reached
), summed AS (
  SELECT *, sum(new_days) OVER chain AS days, sum(begins::INTEGER) OVER chain AS number
  FROM counted
  WINDOW chain AS (PARTITION BY PropertyKey ORDER BY OnDate, ListingKey ROWS UNBOUNDED PRECEDING)
)
SELECT PropertyKey, ListingKey, OffDate - OnDate AS dom,
       days - max(CASE WHEN begins THEN days - new_days END)
              OVER (PARTITION BY PropertyKey ORDER BY OnDate, ListingKey ROWS UNBOUNDED PRECEDING)
       -- Days of the chain after this listing's own last one.
       - CASE WHEN begins THEN 0 ELSE greatest(reach - OffDate, 0) END AS cdom
FROM summed
""",
    "streamed": """
WITH sorted AS (
  SELECT PropertyKey, ListingKey, OnDate - DATE '1970-01-01' AS a, OffDate - DATE '1970-01-01' AS b
  FROM listings ORDER BY PropertyKey, OnDate, ListingKey
), changed AS (
  SELECT *, (PropertyKey IS DISTINCT FROM lag(PropertyKey) OVER ())::BIGINT AS is_next FROM sorted
), lifted AS (
  SELECT *, (sum(is_next) OVER (ROWS UNBOUNDED PRECEDING))::BIGINT * 16777216 AS lift FROM changed
), reached AS (
  SELECT *, max(b + lift) OVER (ROWS UNBOUNDED PRECEDING) AS top FROM lifted
), counted AS (
  SELECT *, coalesce(lag(top) OVER (), -16777216) - lift AS reach FROM reached
), added AS (
  SELECT *, greatest(b - greatest(a, reach), 0) AS new_days, a - reach > 30 AS begins FROM counted
), summed AS (
  SELECT *, (sum(new_days) OVER (ROWS UNBOUNDED PRECEDING))::BIGINT AS days FROM added
)
SELECT PropertyKey, ListingKey, (b - a)::INTEGER AS dom,
       (days - max(CASE WHEN begins THEN days - new_days END) OVER (ROWS UNBOUNDED PRECEDING)
        - CASE WHEN begins THEN 0 ELSE greatest(reach - b, 0) END)::INTEGER AS cdom
FROM summed
""",
}


# One row for each listing.
PIVOT = """
WITH listings AS MATERIALIZED (
  SELECT PropertyKey, ListingKey,
         min(EffectiveDate) FILTER (StandardStatus = 'Active') AS OnDate,
         min(EffectiveDate) FILTER (StandardStatus = 'Canceled') AS OffDate
  FROM history GROUP BY PropertyKey, ListingKey
),"""


def duckdb_query(is_streamed, is_wide):
    query = DUCKDB["streamed" if is_streamed else "windows"]
    return query if is_wide else query.replace("WITH", PIVOT, 1)


def duckdb_connection(is_streamed):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {THREADS}")
    # The streamed way lives on the order of the sort.
    connection.execute(f"SET preserve_insertion_order = {str(is_streamed).lower()}")
    return connection


def duckdb_run(table, is_wide, is_streamed=False):
    connection = duckdb_connection(is_streamed)
    connection.register("listings" if is_wide else "history", table)
    return lambda: connection.sql(duckdb_query(is_streamed, is_wide)).to_arrow_table()


def duckdb_file(source, out, is_wide, is_streamed=False):
    connection = duckdb_connection(is_streamed)
    name = "listings" if is_wide else "history"
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{source}')")
    query = f"COPY ({duckdb_query(is_streamed, is_wide)}) TO '{out}' (FORMAT parquet)"
    return lambda: connection.execute(query)


def polars_listings(frame):
    """One row for each listing: a join is quicker than grouping."""
    import polars as pl

    def dates(status, name):
        rows = frame.filter(pl.col("StandardStatus") == status)
        return rows.select("PropertyKey", "ListingKey", pl.col("EffectiveDate").alias(name))

    return dates("Active", "OnDate").join(dates("Canceled", "OffDate"), on=["PropertyKey", "ListingKey"])


def polars_query(frame, is_wide):
    """Sorted once; instead of windows, maxima and sums over the whole frame: a property's days
    are lifted above those of all properties before it, so that its maximum never looks back."""
    import polars as pl

    if not is_wide:
        frame = polars_listings(frame)
    lift = 1 << 24
    property_number = pl.col("PropertyKey").rle_id().cast(pl.Int64) * lift
    on = pl.col("OnDate").to_physical().cast(pl.Int64) + property_number
    off = pl.col("OffDate").to_physical().cast(pl.Int64) + property_number
    return (
        frame.sort("PropertyKey", "OnDate", "ListingKey")
        .with_columns(on=on, off=off)
        .with_columns(reach=pl.col("off").cum_max().shift(1, fill_value=-lift))
        .with_columns(
            begins=pl.col("on") - pl.col("reach") > 30,
            new_days=(pl.col("off") - pl.max_horizontal("on", "reach")).clip(lower_bound=0),
        )
        .with_columns(days=pl.col("new_days").cum_sum())
        .with_columns(
            # What was counted before the chain: it only grows, and so does its maximum.
            before=pl.when("begins").then(pl.col("days") - pl.col("new_days")).otherwise(0).cum_max(),
            after=pl.when(~pl.col("begins"))
            .then((pl.col("reach") - pl.col("off")).clip(lower_bound=0))
            .otherwise(0),
        )
        .select(
            "PropertyKey",
            "ListingKey",
            dom=(pl.col("off") - pl.col("on")).cast(pl.Int32),
            cdom=(pl.col("days") - pl.col("before") - pl.col("after")).cast(pl.Int32),
        )
    )


def polars_run(table, is_wide):
    import polars as pl

    frame = pl.from_arrow(table)
    return lambda: polars_query(frame.lazy(), is_wide).collect(engine=polars_engine()).to_arrow()


def polars_engine():
    return os.environ.get("POLARS_ENGINE", "auto")


def polars_file(source, out, is_wide):
    import polars as pl

    return lambda: polars_query(pl.scan_parquet(source), is_wide).collect(engine=polars_engine()).write_parquet(out)


def pandas_listings(frame):
    keys = ["PropertyKey", "ListingKey"]

    def dates(status, name):
        rows = frame[frame["StandardStatus"] == status]
        return rows[[*keys, "EffectiveDate"]].rename(columns={"EffectiveDate": name})

    return dates("Active", "OnDate").merge(dates("Canceled", "OffDate"), on=keys)


def pandas_frame(frame, is_wide):
    import numpy

    if not is_wide:
        frame = pandas_listings(frame)
    frame = frame.sort_values(["PropertyKey", "OnDate", "ListingKey"], kind="stable", ignore_index=True)
    key = frame["PropertyKey"]
    lift = (key != key.shift()).cumsum().to_numpy(dtype=numpy.int64) << 24
    on = frame["OnDate"].to_numpy(dtype=numpy.int64) + lift
    off = frame["OffDate"].to_numpy(dtype=numpy.int64) + lift
    reach = numpy.empty_like(off)
    reach[0] = -(1 << 24)
    reach[1:] = numpy.maximum.accumulate(off)[:-1]
    begins = on - reach > 30
    new_days = numpy.maximum(off - numpy.maximum(on, reach), 0)
    days = new_days.cumsum()
    before = numpy.maximum.accumulate(numpy.where(begins, days - new_days, 0))
    after = numpy.where(begins, 0, numpy.maximum(reach - off, 0))
    frame = frame[["PropertyKey", "ListingKey"]].copy()
    frame["dom"] = (off - on).astype("int32")
    frame["cdom"] = (days - before - after).astype("int32")
    return frame


def as_numbers(table):
    """pandas has no fast dates without a time: days as numbers, as Arrow holds them."""
    import pyarrow

    for name in table.column_names:
        if not pyarrow.types.is_date32(table.schema.field(name).type):
            continue
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, table[name].cast(pyarrow.int32()))
    return table.to_pandas()


def pandas_run(table, is_wide):
    import pyarrow

    def run():
        return pyarrow.Table.from_pandas(pandas_frame(as_numbers(table), is_wide), preserve_index=False)

    return run


def pandas_file(source, out, is_wide):
    import pyarrow.parquet

    def run():
        frame = pandas_frame(as_numbers(pyarrow.parquet.read_table(source)), is_wide)
        table = pyarrow.Table.from_pandas(frame, preserve_index=False)
        pyarrow.parquet.write_table(table, out)

    return run


PEERS = {
    "duckdb": (duckdb_run, duckdb_file),
    "duckdb, streamed": (
        lambda table, is_wide: duckdb_run(table, is_wide, True),
        lambda source, out, is_wide: duckdb_file(source, out, is_wide, True),
    ),
    "polars": (polars_run, polars_file),
    "pandas": (pandas_run, pandas_file),
}


def peak_kib():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return None


def child(options):
    """One measurement, in a process of its own."""
    import pyarrow.parquet

    in_memory, in_file = PEERS[options.peer]
    if options.out and not options.answer:
        run = in_file(options.source, options.out, options.wide)
    else:
        run = in_memory(pyarrow.parquet.read_table(options.source), options.wide)
    times = []
    for _ in range(options.runs):
        start = time.perf_counter()
        answer = run()
        times.append(time.perf_counter() - start)
    if options.answer:
        pyarrow.parquet.write_table(answer, options.out)
    print(json.dumps({"seconds": times, "peak_kib": peak_kib()}))


def peer(name, source, runs, out=None, answer=False, is_wide=False):
    command = [sys.executable, __file__, "--peer", name, "--source", source, "--runs", str(runs)]
    command += ["--out", out] if out else []
    command += ["--answer"] if answer else []
    command += ["--wide"] if is_wide else []
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    return statistics.median(found["seconds"]), found["peak_kib"]


def library(tool, source, runs, out=None, stream=False):
    """The times of the runs from memory to memory, of the whole from file to file, the peak."""
    command = [tool, "run", "--as-of", str(AS_OF), source] + ([out] if out else [])
    command += ["--stream"] if stream else ["--repeat", str(runs)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    words = [line.split() for line in done.stdout.splitlines()]
    times = [float(words[1]) for words in words if words[0] == "run"]
    whole = [float(words[1]) for words in words if words[0] == "all"]
    peak = [int(words[1]) for words in words if words[0] == "peak_kib"]
    median = statistics.median(times) if times else None
    return median, whole[0], peak[0] if peak else None


def compare_answers(tool, folder, events, listings):
    import duckdb

    ours, theirs = f"{folder}/ours.parquet", f"{folder}/theirs.parquet"
    library(tool, events, 1, ours)
    forms = [(events, False, name) for name in PEERS] + [(listings, True, name) for name in PEERS]
    for source, is_wide, name in forms:
        peer(name, source, 1, theirs, answer=True, is_wide=is_wide)
        query = f"""
            SELECT count(*) AS compared,
                   count(*) FILTER (o.DaysOnMarket IS DISTINCT FROM t.dom
                     OR o.CumulativeDaysOnMarket IS DISTINCT FROM t.cdom) AS different
            FROM read_parquet('{ours}') o
            FULL JOIN read_parquet('{theirs}') t USING (PropertyKey, ListingKey)
        """
        compared, different = duckdb.sql(query).fetchall()[0]
        count = duckdb.sql(f"SELECT count(*) FROM read_parquet('{listings}')").fetchall()[0][0]
        if different or compared != count:
            sys.exit(f"{name}: {different} of {compared} rows differ, {count} listings")
        print(f"{name}: all {compared} rows are the same" + ", from one row a listing" * is_wide)
    os.remove(ours)
    os.remove(theirs)


def measure(options):
    tool, folder = options.tool, options.folder
    results = {
        "date": date.today().isoformat(),
        "machine": platform.platform(),
        "cpus": THREADS,
        "load_before": os.getloadavg()[0],
        "runs": RUNS,
    }
    for order in ("grouped", "shuffled"):
        events, listings = f"{folder}/{order}-events.parquet", f"{folder}/{order}-listings.parquet"
        command = [tool, "generate", "--kind", "clean", "--rows", str(options.rows)]
        command += [f"--{order}", "--listings", listings, events]
        made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        count = int(made.split()[0])
        print(made, end="")
        compare_answers(tool, folder, events, listings)
        out = f"{folder}/out.parquet"
        seconds, _, peak = library(tool, events, RUNS)
        files = statistics.median(library(tool, events, 1, out)[1] for _ in range(RUNS))
        rows = {"doorward": {"seconds": seconds, "peak_kib": peak, "file_seconds": files}}
        if order == "grouped":
            streamed = [library(tool, events, 1, out, stream=True) for _ in range(RUNS)]
            rows["doorward, streaming"] = {
                "file_seconds": statistics.median(one[1] for one in streamed),
                "peak_kib": max(one[2] for one in streamed),
            }
        for name in PEERS:
            seconds, peak = peer(name, events, RUNS)
            files, _ = peer(name, events, RUNS, out)
            rows[name] = {"seconds": seconds, "peak_kib": peak, "file_seconds": files}
            seconds, peak = peer(name, listings, RUNS, is_wide=True)
            rows[f"{name}, one row a listing"] = {"seconds": seconds, "peak_kib": peak}
        ours = rows["doorward"]
        print(f"{order}: rows a second, from memory to memory and from file to file; peak memory")
        for name, row in rows.items():
            line = f"  {name:32}"
            for kind in ("seconds", "file_seconds"):
                if kind in row:
                    row[f"rows_per_{kind[:-1]}"] = count / row[kind]
                    row[f"ratio_{kind}"] = row[kind] / ours[kind]
                    line += f" {count / row[kind] / 1e6:8.2f} M ({row[kind] / ours[kind]:5.2f} x)"
                else:
                    line += " " * 21
            print(f"{line} {row['peak_kib'] // 1024:6} MiB")
        results[order] = rows
        os.remove(out)
    results["load_after"] = os.getloadavg()[0]
    with open(f"{folder}/results.json", "w") as file:
        json.dump(results, file, indent=1)
    print(f"{folder}/results.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool")
    parser.add_argument("--folder", default="target/market-bench")
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--source", help=argparse.SUPPRESS)
    parser.add_argument("--runs", type=int, default=RUNS, help=argparse.SUPPRESS)
    parser.add_argument("--out", help=argparse.SUPPRESS)
    parser.add_argument("--wide", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    child(options) if options.peer else measure(options)


main()
