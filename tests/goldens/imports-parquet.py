"""Writes imports/arrow-*.parquet and imports-parquet.json beside it. Needs pyarrow (25.0 made these), which Debian has not: pip install pyarrow."""

import datetime
import json
import pathlib
import random

import pyarrow as pa
import pyarrow.parquet as pq

random.seed(3)
rows = 300
here = pathlib.Path(__file__).parent


def some(share, value):
    return [None if random.random() < share else value() for _ in range(rows)]


table = pa.table(
    {
        "when": pa.array([datetime.datetime(2020, 1, 1) + datetime.timedelta(seconds=7 * i) for i in range(rows)], pa.timestamp("us")),
        "real": pa.array(some(0.1, lambda: random.gauss(0, 1)), pa.float64()),
        "whole": pa.array(some(0.3, lambda: random.randrange(-5, 5)), pa.int64()),
        "word": pa.array(some(0.2, lambda: random.choice(["a", "b", "ü", "long one"]))),
        "flag": pa.array(some(0.05, lambda: random.random() < 0.4)),
        "label": pa.array([int(random.random() < 0.1) for _ in range(rows)], pa.int8()),
    }
)


def listed(value):
    if isinstance(value, datetime.datetime):
        return (value - datetime.datetime(1970, 1, 1)).total_seconds()
    return int(value) if isinstance(value, bool) else value


for version, dictionary in (("1.0", True), ("2.0", True), ("2.0", False)):
    name = f"arrow-{version[0]}-{'dictionary' if dictionary else 'plain'}.parquet"
    path = here / "imports" / name
    pq.write_table(table, path, data_page_version=version, use_dictionary=dictionary, row_group_size=128)
columns = {name: [listed(v) for v in column.to_pylist()] for name, column in zip(table.column_names, table.columns)}
(here / "imports-parquet.json").write_text(json.dumps(columns) + "\n")
