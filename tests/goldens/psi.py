"""Writes psi.json beside it: PSI in numpy for small columns, with the bins of src/core/drift/detectors/sketch.ts."""

import json
import pathlib

import numpy as np

rng = np.random.default_rng(99)


def psi(reference, current):
    in_play = (reference > 0) | (current > 0)
    r = np.maximum(reference[in_play], 0.5)
    c = np.maximum(current[in_play], 0.5)
    r, c = r / r.sum(), c / c.sum()
    return float(((c - r) * np.log(c / r)).sum())


def numeric_bins(reference, values):
    known = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(1, 10) / 10, method="inverted_cdf"))
    edges = edges[edges < known.max()]
    counts = np.bincount(np.searchsorted(edges, values[~np.isnan(values)], side="left"), minlength=len(edges) + 1)
    return np.r_[counts, np.isnan(values).sum()]


def categorical_bins(reference, values, is_reference):
    codes, counts = np.unique(reference[reference > 0], return_counts=True)
    order = np.lexsort((codes, -counts))
    top = codes[[i for i in order if counts[i] >= 10][:9]]
    rest = np.setdiff1d(codes, top)
    single = codes[counts == 1]
    found = [np.sum(values == code) for code in top]
    other = np.isin(values, rest)
    unseen = ~np.isin(values, codes) & (values > 0)
    if is_reference:
        unseen = other & np.isin(values, single)
        other = other & ~unseen
    return np.array([*found, other.sum(), (values == 0).sum(), unseen.sum()])


def case(name, kind, reference, current):
    if kind == "numeric":
        reference, current = np.float32(reference), np.float32(current)
        bins = numeric_bins(reference, reference), numeric_bins(reference, current)
        write = lambda values: [None if np.isnan(v) else float(str(v)) for v in values]
    else:
        bins = categorical_bins(reference, reference, True), categorical_bins(reference, current, False)
        write = lambda values: [int(v) for v in values]
    return {
        "name": name,
        "kind": kind,
        "reference": write(reference),
        "current": write(current),
        "counts": [[int(v) for v in counts] for counts in bins],
        "psi": psi(*bins),
    }


def with_missing(values, share):
    return np.where(rng.random(len(values)) < share, np.nan, values)


def zipf(size, rows, shift=0):
    p = 1 / np.arange(1, size + 1)
    return rng.choice(np.arange(1, size + 1), rows, p=p / p.sum()) + shift


cases = [
    case("same normal", "numeric", rng.normal(size=300), rng.normal(size=200)),
    case("moved normal", "numeric", rng.normal(size=300), rng.normal(0.5, size=200)),
    case("far away", "numeric", rng.normal(size=300), rng.normal(9, size=50)),
    case("missing grows", "numeric", with_missing(rng.normal(size=300), 0.1), with_missing(rng.normal(size=200), 0.4)),
    case("missing appears", "numeric", rng.normal(size=300), with_missing(rng.normal(size=200), 0.2)),
    case("mostly zero", "numeric", np.maximum(0, rng.normal(-0.7, size=300)), np.maximum(0, rng.normal(size=200))),
    case("constant", "numeric", np.ones(50), np.r_[np.ones(30), 2]),
    case("nine of one value", "numeric", np.r_[np.ones(9), 2], np.r_[np.ones(5), 0, 2, 3]),
    case("same zipf", "categorical", zipf(100, 300), zipf(100, 200)),
    case("few values", "categorical", zipf(4, 300), zipf(4, 200)),
    case("new values", "categorical", zipf(50, 300), np.r_[zipf(50, 150), zipf(50, 60, shift=900)]),
    case("missing codes", "categorical", zipf(30, 300), zipf(30, 200) * (rng.random(200) < 0.7)),
    case("tied counts", "categorical", np.repeat(np.arange(1, 13), 11), np.repeat(np.arange(3, 13), 2)),
    case("none frequent", "categorical", zipf(5000, 40), zipf(5000, 60)),
]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text("[\n" + ",\n".join(f"  {json.dumps(c)}" for c in cases) + "\n]\n")
print(len(cases))
