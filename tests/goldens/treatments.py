"""Writes treatments.json beside it: Platt, isotonic, neighbours and the focal loss's minimum in trusted libraries."""

import json
import pathlib

import numpy as np
import torch
from scipy.optimize import brentq, minimize
from scipy.special import expit
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression
from sklearn.neighbors import NearestNeighbors

rng = np.random.default_rng(20241107)


def floats(values):
    """Float32 values in their shortest decimal form: read back as float32 they are the same numbers."""
    return [None if np.isnan(v) else float(str(v)) for v in np.asarray(values, dtype=np.float32)]


def rows(count, rate, slope, levels=None):
    logits = np.float32(rng.normal(np.log(rate / (1 - rate)), 1.5, count))
    if levels:
        logits = np.float32(np.round(logits * levels) / levels)
    labels = rng.random(count) < expit(slope * logits.astype(float) + 0.4)
    return logits, labels.astype(int)


def platt(logits, labels):
    """scikit-learn's answer, and that answer polished: its BFGS stops at a gradient of 1e-5."""
    x = logits.astype(float)
    a, b = _sigmoid_calibration(x, labels)
    positives = labels.sum()
    targets = np.where(labels == 1, (positives + 1) / (positives + 2), 1 / (len(labels) - positives + 2))

    def loss(line):
        z = line[0] * x + line[1]
        return np.sum(np.logaddexp(0, z) - targets * z)

    def slope(line):
        error = expit(line[0] * x + line[1]) - targets
        return np.array([error @ x, error.sum()])

    def curvature(line):
        p = expit(line[0] * x + line[1])
        w = p * (1 - p)
        return np.array([[w @ (x * x), w @ x], [w @ x, w.sum()]])

    line = np.array([-a, -b])
    for _ in range(50):
        line = line - np.linalg.solve(curvature(line), slope(line))
    assert loss(line) <= loss([-a, -b]) + 1e-12
    return {"sklearn": [-a, -b], "polished": list(line)}


def platt_case(name, logits, labels):
    return {"name": name, "logits": floats(logits), "labels": labels.tolist(), **platt(logits, labels)}


def isotonic_case(name, logits, labels):
    least = 0.5 / (len(labels) + 1)
    model = IsotonicRegression(y_min=least, y_max=1 - least, out_of_bounds="clip")
    model.fit(logits.astype(float), labels)
    at = np.float32(np.r_[logits.min() - 1, logits.max() + 1, rng.uniform(logits.min(), logits.max(), 40), logits[:20]])
    return {
        "name": name,
        "logits": floats(logits),
        "labels": labels.tolist(),
        "at": floats(at),
        "probabilities": model.predict(at.astype(float)).tolist(),
    }


def neighbours():
    count, numbers, k = 40, 3, 4
    numeric = np.float32(rng.normal(0, [1, 10, 0.1], (count, numbers)))
    numeric[rng.random(numeric.shape) < 0.1] = np.nan
    categorical = rng.integers(0, 4, (count, 2))
    scaled = numeric.astype(float) / np.nanstd(numeric.astype(float), axis=0)

    def apart(a, b):
        x, y = a[:numbers], b[:numbers]
        missing = np.isnan(x) != np.isnan(y)
        gaps = np.nan_to_num(x - y) ** 2
        return np.sqrt(gaps.sum() + missing.sum() + (a[numbers:] != b[numbers:]).sum())

    points = np.c_[np.where(np.isnan(scaled), 1e300, scaled), categorical]
    restore = lambda row: np.where(row == 1e300, np.nan, row)
    search = NearestNeighbors(n_neighbors=k + 1, algorithm="brute", metric=lambda a, b: apart(restore(a), restore(b)))
    found = search.fit(points).kneighbors(points)[1]
    return {
        "k": k,
        "numeric": [floats(column) for column in numeric.T],
        "categorical": categorical.T.tolist(),
        "nearest": [[int(j) for j in row if j != i][:k] for i, row in enumerate(found)],
    }


def focal_minimum(q, gamma):
    """Logit at which the expected focal loss is least, by its slope from torch's autograd."""

    def slope(value):
        z = torch.tensor(value, dtype=torch.float64, requires_grad=True)
        log_p, log_1p = torch.nn.functional.logsigmoid(z), torch.nn.functional.logsigmoid(-z)
        loss = -q * torch.exp(gamma * log_1p) * log_p - (1 - q) * torch.exp(gamma * log_p) * log_1p
        loss.backward()
        # Divided by its own scale, or it vanishes in the tails before it changes sign.
        return z.grad.item() / torch.exp(log_p * min(gamma + 1, 1) + log_1p * min(gamma + 1, 1)).item()

    return brentq(slope, -60, 60, xtol=1e-13, rtol=1e-14, maxiter=500)


def focal_cases():
    chances = [1e-9, 1e-6, 1e-4, 1e-3, 0.01, 0.1, 0.3, 0.5, 0.8, 0.999]
    return [
        {"gamma": gamma, "chance": q, "trained": focal_minimum(q, gamma)}
        for gamma in (0, 0.5, 1, 2, 3, 5)
        for q in chances
    ]


separable = np.float32(np.r_[rng.uniform(-3, -1, 30), rng.uniform(1, 2, 5)])
tied = rows(400, 0.2, 1, levels=4)
goldens = {
    "platt": [
        platt_case("common", *rows(300, 0.3, 0.6)),
        platt_case("rare", *rows(500, 0.02, 1.4)),
        platt_case("tied", *tied),
        platt_case("separable", separable, (separable > 0).astype(int)),
    ],
    "isotonic": [
        isotonic_case("common", *rows(300, 0.3, 0.6)),
        isotonic_case("rare", *rows(500, 0.02, 1.4)),
        isotonic_case("tied", *tied),
        isotonic_case("separable", separable, (separable > 0).astype(int)),
        isotonic_case("opposed", np.float32(np.linspace(-2, 2, 30)), (np.arange(30) < 8).astype(int)),
    ],
    "neighbours": neighbours(),
    "focal": focal_cases(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(goldens) + "\n")
print({name: len(cases) for name, cases in goldens.items()}, path.stat().st_size)
