"""Writes metrics.json beside it: what scikit-learn, or brute force where it has none, says of small samples.

Scores are float32 values in their shortest decimal form: read back as float32 they are the same numbers.
"""

import itertools
import json
import pathlib

import numpy as np
from sklearn import metrics as sk

rng = np.random.default_rng(20240817)


def number(value):
    return None if value is None or not np.isfinite(value) else float(value)


def floats(values):
    return [float(str(v)) for v in np.asarray(values, dtype=np.float32)]


def twice(scores, labels):
    """Rows with a fractional label as a positive of weight p and a negative of weight 1 - p."""
    labels = labels.astype(float)
    y = np.r_[np.ones(len(labels)), np.zeros(len(labels))]
    return y, np.r_[scores, scores].astype(float), np.r_[labels, 1 - labels]


def constant_loss(labels, rate):
    """Log loss, on these labels, of always saying the rate, which is a float32 as scores are."""
    y, s, w = twice(np.full(len(labels), np.float32(rate)), labels)
    return sk.log_loss(y, np.clip(s, 1e-7, 1 - 1e-7), sample_weight=w, labels=[0, 1], eps=1e-12)


def expected_precision(scores, p):
    """Row by row: p times the precision at its score, given that it is a positive, over the sum of p.

    Rows of its own tie count less for what all of them vary together: not at all where the tie is the whole table.
    """
    others = p.sum() - (p * p).sum() / p.sum()
    total = 0.0
    for row in range(len(p)):
        called, tie = scores >= scores[row], scores == scores[row]
        own = p[tie].sum() - (p[tie] ** 2).sum() / p[tie].sum() if p[tie].sum() > 0 else 0.0
        given = p[called].sum() - p[row] + 1
        taken = (1 - p[row]) * own / others if others > 0 else 0.0
        total += p[row] * (given - taken) / called.sum()
    return total / p.sum()


def flat_case(name, scores, labels, threshold=0.3, base_rate=0.1):
    scores = np.asarray(scores, dtype=np.float32)
    labels = np.asarray(labels, dtype=np.float32)
    case = {"name": name, "scores": floats(scores), "labels": floats(labels), "threshold": threshold, "baseRate": base_rate}
    if len(scores) == 0:
        keys = ["auc", "prAuc", "logLoss", "normalisedEntropy", "brier", "f1"]
        return {**case, "values": {key: None for key in keys}}
    y, s, w = twice(scores, labels)
    positives, negatives = w[y == 1].sum(), w[y == 0].sum()
    both = positives > 0 and negatives > 0
    clipped = np.clip(s, 1e-7, 1 - 1e-7)
    loss = sk.log_loss(y, clipped, sample_weight=w, labels=[0, 1], eps=1e-12)
    is_whole = set(np.unique(labels)) <= {0.0, 1.0}
    precision = sk.average_precision_score(y, s, sample_weight=w) if is_whole else expected_precision(scores, labels.astype(float))
    values = {
        "auc": sk.roc_auc_score(y, s, sample_weight=w) if both else None,
        "prAuc": precision if positives > 0 else None,
        "logLoss": loss,
        "normalisedEntropy": loss / constant_loss(labels, base_rate),
        "brier": sk.brier_score_loss(y, s, sample_weight=w),
        "f1": sk.f1_score(y, s >= threshold, sample_weight=w, zero_division=0) if positives > 0 else None,
    }
    if len(labels) <= 100 and set(np.unique(labels)) == {0.0, 1.0}:
        fpr, tpr, roc = sk.roc_curve(labels, scores, drop_intermediate=False)
        precision, recall, cuts = sk.precision_recall_curve(labels, scores)
        best = max((float(2 * p * r / (p + r)) if p + r else 0.0, float(t)) for p, r, t in zip(precision, recall, cuts))
        case["roc"] = [[*floats([t]), round(f, 12), round(r, 12)] for t, f, r in list(zip(roc, fpr, tpr))[1:]]
        case["pr"] = [[*floats([t]), round(p, 12), round(r, 12)] for t, p, r in zip(cuts, precision, recall)]
        case["bestF1"] = {"f1": best[0], "threshold": floats([best[1]])[0]}
    return {**case, "values": {key: number(value) for key, value in values.items()}}


def ties_averaged(scores, measure):
    """Mean over every order that descending scores allow."""
    groups = [np.flatnonzero(scores == s) for s in sorted(set(scores), reverse=True)]
    orders = itertools.product(*(itertools.permutations(group) for group in groups))
    return float(np.mean([measure(np.array([row for group in order for row in group])) for order in orders]))


def average_precision_at(labels, k):
    def measure(order):
        hits = np.cumsum(labels[order])
        gained = labels[order] * hits / np.arange(1, len(order) + 1)
        return gained[:k].sum() / min(labels.sum(), k)

    return measure


def graded_precision_at(grades, k):
    def total(order):
        g = grades[order]
        before = np.r_[0, np.cumsum(g)[:-1]]
        return (g * (1 + before) / np.arange(1, len(g) + 1))[:k].sum()

    best = max(total(np.array(order)) for order in itertools.permutations(range(len(grades))))
    return lambda order: total(order) / best


def ndcg(grades, scores, k, exponential):
    gains = 2.0**grades - 1 if exponential else grades
    if len(gains) == 1:
        return 1.0
    return sk.ndcg_score([gains], [scores], k=k)


def mean(values):
    values = [v for v in values if v is not None]
    return float(np.mean(values)) if values else None


def request_case(name, groups, k, exponential=False):
    """groups: (scores, labels, relevance) of each request."""
    groups = [tuple(np.asarray(part, dtype=np.float32).astype(float) for part in group) for group in groups]
    clicked = [g for g in groups if g[1].sum() > 0]
    relevant = [g for g in groups if g[2].sum() > 0]
    both = [g for g in clicked if g[1].sum() < len(g[1])]
    values = {
        "precision": mean([ties_averaged(s, lambda o: y[o][:k].sum() / k) for s, y, _ in clicked]),
        "recall": mean([ties_averaged(s, lambda o: y[o][:k].sum() / y.sum()) for s, y, _ in clicked]),
        "map": mean([ties_averaged(s, average_precision_at(y, k)) for s, y, _ in clicked]),
        "ndcg": mean([ndcg(y, s, k, exponential) for s, y, _ in clicked]),
        "relevanceNdcg": mean([ndcg(r, s, k, exponential) for s, _, r in relevant]),
        "relevanceMap": mean([ties_averaged(s, graded_precision_at(r, k)) for s, _, r in relevant]),
        "groupAuc": float(np.average([sk.roc_auc_score(y, s) for s, y, _ in both], weights=[len(y) for _, y, _ in both]))
        if both
        else None,
    }
    return {
        "name": name,
        "k": k,
        "gain": "exponential" if exponential else "linear",
        "scores": [v for g in groups for v in floats(g[0])],
        "labels": [v for g in groups for v in floats(g[1])],
        "relevance": [v for g in groups for v in floats(g[2])],
        "requests": [i + 7 for i, g in enumerate(groups) for _ in g[0]],
        "skipped": len(groups) - len(clicked),
        "values": values,
    }


def random_groups(count, size, levels, click=0.3):
    for _ in range(count):
        rows = int(rng.integers(1, size + 1))
        scores = rng.integers(0, levels, rows) / levels if levels else rng.random(rows)
        yield scores, rng.random(rows) < click, rng.random(rows) ** 2


def flat_cases():
    yield flat_case("empty", [], [])
    yield flat_case("one positive", [0.4], [1])
    yield flat_case("one negative", [0.4], [0])
    yield flat_case("all positive", rng.random(20), np.ones(20))
    yield flat_case("all negative", rng.random(20), np.zeros(20))
    yield flat_case("all tied", np.full(40, 0.25), rng.random(40) < 0.3)
    yield flat_case("perfect", np.linspace(0.05, 0.95, 30), np.arange(30) >= 20, threshold=0.7)
    yield flat_case("reversed", np.linspace(0.95, 0.05, 30), np.arange(30) >= 20)
    yield flat_case("sure and wrong", [0, 1, 0, 1, 1e-8, 0.5], [1, 0, 0, 1, 1, 0])
    yield flat_case("no call at the threshold", rng.random(50) * 0.2, rng.random(50) < 0.3, threshold=0.9)
    for i in range(6):
        scores = rng.random(100)
        yield flat_case(f"random {i}", scores, rng.random(100) < scores, threshold=0.5)
    for levels in (2, 3, 7, 20):
        scores = rng.integers(0, levels, 100) / levels
        yield flat_case(f"ties at {levels} levels", scores, rng.random(100) < 0.2 + 0.5 * scores, threshold=0.5)
    for rate in (0.1, 0.01, 0.003):
        scores = rng.beta(1, 1 / rate, 1500)
        yield flat_case(f"rare {rate}", scores, rng.random(1500) < scores, threshold=2 * rate, base_rate=rate)
    for levels in (None, 5, 50):
        scores = rng.integers(0, levels, 100) / levels if levels else rng.random(100)
        yield flat_case(f"fractional, levels {levels}", scores, rng.random(100) ** 2, threshold=0.5)


def request_cases():
    nothing = np.zeros(3)
    yield request_case("no click anywhere", [([0.1, 0.2, 0.3], nothing, nothing)], 2)
    yield request_case("one click at each place", [([0.9, 0.5, 0.1], np.eye(3)[i], [0.5, 0.2, 0.1]) for i in range(3)], 2)
    yield request_case("all tied", [(np.full(6, 0.5), [1, 0, 1, 0, 0, 0], [0.3, 0, 0.9, 0.2, 0, 0])], 4)
    yield request_case("k beyond the slate", [([0.3, 0.1], [0, 1], [0.1, 0.4])], 10)
    yield request_case("tie across k", [([0.9, 0.5, 0.5, 0.5, 0.1], [0, 1, 1, 0, 1], [0.1, 0.8, 0.2, 0.4, 0])], 2)
    for k in (1, 3, 5, 10):
        for levels in (None, 2, 4):
            yield request_case(f"k {k}, levels {levels}", list(random_groups(12, 6, levels)), k, exponential=k == 5)
    yield request_case("many clicks", list(random_groups(15, 7, 3, click=0.8)), 3)
    yield request_case("few clicks", list(random_groups(25, 7, 3, click=0.05)), 3)


goldens = {"flat": list(flat_cases()), "requests": list(request_cases())}
path = pathlib.Path(__file__).with_suffix(".json")
lines = [f' "{kind}": [\n' + ",\n".join(f"  {json.dumps(c)}" for c in cases) + "\n ]" for kind, cases in goldens.items()]
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
print({kind: len(cases) for kind, cases in goldens.items()}, sum(len(c["values"]) for cs in goldens.values() for c in cs))
