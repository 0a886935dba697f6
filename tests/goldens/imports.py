"""Writes imports/*.csv and imports.json beside it: files as pandas and the csv module write them, and the numbers that pandas reads in them."""

import csv
import json
import pathlib

import numpy as np
import pandas as pd

rng = np.random.default_rng(7)
here = pathlib.Path(__file__).parent
folder = here / "imports"
folder.mkdir(exist_ok=True)
rows = 60


def listed(series):
    if pd.api.types.is_bool_dtype(series):
        return [int(v) for v in series]
    if pd.api.types.is_datetime64_any_dtype(series):
        seconds = (series - pd.Timestamp("1970-01-01", tz=series.dt.tz)) / pd.Timedelta(seconds=1)
        return [None if pd.isna(v) else float(v) for v in seconds]
    if pd.api.types.is_numeric_dtype(series):
        return [None if pd.isna(v) else float(v) for v in series]
    return [None if pd.isna(v) else str(v).replace("\n", " ").strip() for v in series]


def kept(name, frame, write, **read):
    path = folder / f"{name}.csv"
    write(path)
    back = pd.read_csv(path, **read)
    back = back.drop(columns=[c for c in back.columns if c.startswith("Unnamed")])
    assert len(back) == len(frame)
    return {"file": f"{name}.csv", "columns": {column: listed(back[column]) for column in back}}


words = ["plain", 'a "quoted" one', "with, comma", "two\nlines", "ünïcödé 🎲", " spaced "]
transactions = pd.DataFrame(
    {
        "trans_date": pd.Timestamp("2019-01-01 00:00:18") + pd.to_timedelta(np.sort(rng.integers(0, 10**6, rows)), unit="s"),
        "card_id": rng.integers(4 * 10**15, 4 * 10**15 + 9, rows),
        "merchant": rng.choice(words, rows),
        "amt": np.where(rng.random(rows) < 0.1, np.nan, np.round(rng.exponential(50, rows), 2)),
        "score": rng.normal(size=rows) * 10.0 ** rng.integers(-12, 12, rows),
        "online": rng.random(rows) < 0.5,
        "is_fraud": (rng.random(rows) < 0.2).astype(int),
    }
)
european = pd.DataFrame(
    {
        "betrag": np.round(rng.exponential(50, rows), 2),
        "stadt": rng.choice(["Köln", "Zürich", "Łódź"], rows),
        "y": rng.choice(["ja", "nein"], rows, p=[0.2, 0.8]),
    }
)
events = pd.DataFrame(
    {
        "label": rng.choice([True, False], rows),
        "timestamp": 1_600_000_000_000 + np.sort(rng.integers(0, 10**9, rows)),
        "count": pd.array(np.where(rng.random(rows) < 0.2, None, rng.integers(-5, 10**6, rows)), dtype="Int64"),
        "kind": rng.choice(["a", "b", None], rows),
    }
)
cases = [
    kept("transactions", transactions, lambda path: transactions.to_csv(path), parse_dates=["trans_date"]),
    kept(
        "quoted",
        transactions,
        lambda path: transactions.to_csv(path, index=False, quoting=csv.QUOTE_ALL, lineterminator="\r\n"),
        parse_dates=["trans_date"],
    ),
    kept(
        "european",
        european,
        lambda path: european.to_csv(path, sep=";", decimal=",", index=False, encoding="utf-8-sig"),
        sep=";",
        decimal=",",
        encoding="utf-8-sig",
    ),
    kept(
        "utf16",
        events,
        lambda path: events.to_csv(path, sep="\t", index=False, encoding="utf-16", na_rep="NA"),
        sep="\t",
        encoding="utf-16",
    ),
]
(here / "imports.json").write_text("[\n" + ",\n".join(f"  {json.dumps(c)}" for c in cases) + "\n]\n")
print(len(cases))
