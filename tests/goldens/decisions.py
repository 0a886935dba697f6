"""Writes decisions.json beside it: DeLong from its definition, weighted metrics from scikit-learn, alerts a day from pandas.

Scores are float32 values in their shortest decimal form: read back as float32 they are the same numbers.
"""

import json
import pathlib

import numpy as np
import pandas as pd
from scipy import stats
from sklearn import metrics as sk

rng = np.random.default_rng(20260404)


def floats(values):
    return [float(str(v)) for v in np.asarray(values, dtype=np.float32)]


def delong(name, scores, labels):
    """Structural components over all pairs (DeLong et al. 1988, eqs 4 to 6), interval on the logit scale with Student's t."""
    scores = np.asarray(scores, dtype=np.float32)
    x, y = scores[labels == 1].astype(float), scores[labels == 0].astype(float)
    psi = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    auc = psi.mean()
    variance = psi.mean(axis=1).var(ddof=1) / len(x) + psi.mean(axis=0).var(ddof=1) / len(y)
    assert np.isclose(auc, sk.roc_auc_score(labels, scores))
    t = stats.t.ppf(0.975, min(len(x), len(y)) - 1)
    middle, half = np.log(auc / (1 - auc)), t * np.sqrt(variance) / (auc * (1 - auc))
    low, high = 1 / (1 + np.exp(-(middle - half))), 1 / (1 + np.exp(-(middle + half)))
    return {
        "name": name,
        "scores": floats(scores),
        "labels": [int(v) for v in labels],
        **{"auc": float(auc), "standardError": float(np.sqrt(variance)), "low": float(low), "high": float(high)},
    }


def weighted(name, rows, clusters, step):
    scores = (np.round(rng.random(rows) ** 2 / step) * step * 0.98 + 0.005).astype(np.float32)
    labels = (rng.random(rows) < 0.1 + 0.5 * scores).astype(int)
    cluster = rng.integers(0, clusters, rows)
    weights = rng.multinomial(clusters, np.full(clusters, 1 / clusters))
    amounts = np.round(rng.gamma(2, 30, rows), 2).astype(np.float32)
    w, p, threshold = weights[cluster].astype(float), scores.astype(float), 0.3
    costs = {"missedFlat": 20, "missedShare": 0.5, "falseAlarm": 5, "review": 2}
    called, missed = p >= threshold, (p < threshold) & (labels == 1)
    cost = 20 * w[missed].sum() + 0.5 * (w * amounts)[missed].sum()
    cost += 5 * w[called & (labels == 0)].sum() + 2 * w[called].sum()
    return {
        "name": name,
        "scores": floats(scores),
        "labels": [int(v) for v in labels],
        "clusters": [int(v) for v in cluster],
        "weights": [int(v) for v in weights],
        "amounts": floats(amounts),
        "threshold": threshold,
        "costs": costs,
        "values": {
            "auc": sk.roc_auc_score(labels, p, sample_weight=w),
            "prAuc": sk.average_precision_score(labels, p, sample_weight=w),
            "precision": sk.precision_score(labels, called, sample_weight=w),
            "recall": sk.recall_score(labels, called, sample_weight=w),
            "cost": float(cost / w.sum() * 10_000),
            "logLoss": sk.log_loss(labels, np.clip(p, 1e-7, 1 - 1e-7), sample_weight=w, eps=1e-12),
            "calibration": float((w * p).sum() / (w * labels).sum()),
        },
    }


def alerts(rows=900, days=4, customers=60, ks=(1, 3, 10, 30)):
    """Card precision as in the Fraud Detection Handbook's shared_functions.py; rows the same way, card by card left out."""
    frame = pd.DataFrame(
        {
            "time": np.sort(rng.random(rows) * days * 86_400),
            "customer": rng.integers(0, customers, rows) * 17 + 5,
            "label": (rng.random(rows) < 0.06).astype(int),
            "amount": np.round(rng.gamma(2, 30, rows), 2).astype(np.float32),
        }
    )
    frame["score"] = (stats.rankdata(rng.random(rows) + 0.3 * frame.label) / (rows + 1)).astype(np.float32)
    assert frame.score.nunique() == rows
    frame["day"] = (frame.time // 86_400).astype(int)
    found = {key: [] for key in ["rowPrecision", "rowRecall", "rowAmount", "cardPrecision", "cardRecall"]}
    for k in ks:
        hits = money = cards = 0
        blocked = []
        for _, day in frame.groupby("day"):
            top = day.sort_values("score", ascending=False).head(k)
            hits += top.label.sum()
            money += (top.amount.astype(float) * top.label).sum()
            left = day[~day.customer.isin(blocked)]
            best = left.groupby("customer")[["score", "label"]].max().sort_values("score", ascending=False).head(k)
            detected = list(best[best.label == 1].index)
            cards += len(detected)
            blocked.extend(detected)
        found["rowPrecision"].append(float(hits / (k * days)))
        found["rowRecall"].append(float(hits / frame.label.sum()))
        found["rowAmount"].append(float(money / (frame.amount.astype(float) * frame.label).sum()))
        found["cardPrecision"].append(cards / (k * days))
        found["cardRecall"].append(cards / frame[frame.label == 1].customer.nunique())
    return {
        "times": [float(v) for v in frame.time],
        "scores": floats(frame.score),
        "labels": [int(v) for v in frame.label],
        "amounts": floats(frame.amount),
        "customers": [int(v) for v in frame.customer],
        "capacities": list(ks),
        **found,
    }


def labels_of(*counts):
    return rng.permutation(np.repeat([1, 0], counts))


few, many = labels_of(12, 60), labels_of(40, 160)
cases = {
    "deLong": [
        delong("no ties", rng.normal(few * 1.2), few),
        delong("ties within and between classes", np.round(rng.normal(many * 1.5), 1), many),
        delong("a poor model", np.round(rng.normal(few * 0.1), 0), few),
        delong("more positives than negatives", rng.normal((1 - few) * -0.7), 1 - few),
    ],
    "weighted": [weighted("rows in 20 clusters", 200, 20, 1e-6), weighted("many ties", 150, 12, 0.05)],
    "alerts": alerts(),
    "t": [[float(f), float(stats.t.ppf(0.975, f))] for f in (2, 2.5, 3, 4, 5, 7.3, 10, 13.7, 40, 1000)],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(cases) + "\n")
print({key: len(value) for key, value in cases.items()})
