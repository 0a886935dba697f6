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
    if len(known) == 0:
        return np.array([np.sum(~np.isnan(values)), np.isnan(values).sum()])
    edges = np.unique(np.quantile(known, np.arange(1, 10) / 10, method="inverted_cdf"))
    edges = edges[edges < known.max()]
    counts = np.bincount(np.searchsorted(edges, values[~np.isnan(values)], side="left"), minlength=len(edges) + 1)
    return np.r_[counts, np.isnan(values).sum()]


def unseen_rows(reference, values):
    """Rows whose number the reference lacks though it would hold it: few numbers, each in ten rows, or beyond an end with a tenth of them."""
    known = np.sort(reference[~np.isnan(reference)])
    if len(known) == 0:
        return np.zeros(len(values), dtype=bool)
    found, counts = np.unique(known, return_counts=True)
    is_whole = len(found) <= 20 and (counts.min() >= 10 or len(found) == 1)
    enough = max(10, len(known) / 10)
    is_end = [counts[end] >= enough or len(found) == 1 for end in (0, -1)]
    below = (values < found[0]) & is_end[0]
    above = (values > found[-1]) & is_end[1]
    return ~np.isnan(values) & (below | above | (~np.isin(values, found) & is_whole))


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
        is_unseen = unseen_rows(reference, current)
        apart = np.r_[bins[0], 0], np.r_[numeric_bins(reference, current[~is_unseen]), is_unseen.sum()]
        write = lambda values: [None if np.isnan(v) else float(str(v)) for v in values]
    else:
        bins = categorical_bins(reference, reference, True), categorical_bins(reference, current, False)
        apart = bins
        write = lambda values: [int(v) for v in values]
    return {
        "name": name,
        "kind": kind,
        "reference": write(reference),
        "current": write(current),
        "counts": [[int(v) for v in counts] for counts in bins],
        "psi": psi(*apart),
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
    case("all 7, then all 8", "numeric", np.full(100, 7), np.full(100, 8)),
    case("all 8, then all 7", "numeric", np.full(30, 8), np.full(40, 7)),
    case("yes and no, then another yes", "numeric", np.arange(60) % 2, 2.5 * (np.arange(40) % 2)),
    case("a value between", "numeric", np.repeat([0, 1, 5], 20), np.repeat([0, 2, 5], [10, 3, 10])),
    case("below a floor", "numeric", np.maximum(0, rng.normal(size=300)), np.where(np.arange(90) % 3, rng.random(90), -1)),
    case("above a cap", "numeric", np.minimum(2, rng.normal(1, size=300)), np.minimum(3, rng.normal(1, size=90))),
    case("all missing, then none", "numeric", np.full(50, np.nan), rng.normal(size=40)),
    case("none missing, then all", "numeric", np.full(50, 7), np.full(40, np.nan)),
    case("a new category alone", "categorical", np.full(100, 7), np.full(100, 8)),
    case("all categories missing", "categorical", np.full(60, 7), np.zeros(50, dtype=int)),
]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text("[\n" + ",\n".join(f"  {json.dumps(c)}" for c in cases) + "\n]\n")
print(len(cases))
