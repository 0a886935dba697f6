"""Writes boosting.json beside it: trees that XGBoost's `hist` grows on a small table, with every setting said.

Columns have few distinct values, so that bins are exact; c has missing values in training. Trees are lists of nodes as a walk meets them, left
first: [feature, threshold, whether missing values go left, gain, cover] or [leaf value, cover].
"""

import json
import pathlib

import numpy as np
import xgboost

rng = np.random.default_rng(20250314)
ROWS = 600

columns = {
    "a": rng.integers(0, 40, ROWS).astype("f"),
    "b": (rng.integers(-12, 13, ROWS) / 4).astype("f"),
    "c": rng.integers(0, 25, ROWS).astype("f"),
    "d": rng.integers(0, 2, ROWS).astype("f"),
}
columns["c"][rng.random(ROWS) < 0.3] = np.nan
logit = 0.08 * columns["a"] - 1.2 * columns["b"] * columns["d"] + np.where(np.isnan(columns["c"]), 1.5, -0.06 * columns["c"]) - 3
label = (rng.random(ROWS) < 1 / (1 + np.exp(-logit))).astype(int)
weight = np.where(rng.random(ROWS) < 0.2, 3, 1).astype("f")

cases = {
    "depth": {"max_depth": 4, "min_child_weight": 1, "lambda": 1, "gamma": 0, "eta": 0.3},
    "shrunk": {"max_depth": 3, "min_child_weight": 4, "lambda": 10, "gamma": 2, "eta": 0.1},
    "leaf": {"max_depth": 0, "max_leaves": 9, "grow_policy": "lossguide", "min_child_weight": 1, "lambda": 1, "gamma": 0, "eta": 0.3},
    "weighted": {"max_depth": 4, "min_child_weight": 1, "lambda": 1, "gamma": 0, "eta": 0.3},
    "monotone": {"max_depth": 4, "min_child_weight": 1, "lambda": 1, "gamma": 0, "eta": 0.3, "monotone_constraints": "(-1,1,0,0)"},
}


def walk(node):
    if "leaf" in node:
        return [[node["leaf"], node["cover"]]]
    split = [int(node["split"][1:]), node["split_condition"], int(node["missing"] == node["yes"]), node["gain"], node["cover"]]
    by_id = {child["nodeid"]: child for child in node["children"]}
    return [split, *walk(by_id[node["yes"]]), *walk(by_id[node["no"]])]


def grown(name, settings):
    weights = weight if name == "weighted" else np.ones(ROWS, "f")
    base = float((weights * label).sum() / weights.sum())
    rows = xgboost.DMatrix(np.column_stack(list(columns.values())), label, weight=weights)
    common = {"objective": "binary:logistic", "tree_method": "hist", "max_bin": 256, "alpha": 0, "base_score": base, "nthread": 1}
    booster = xgboost.train({**common, **settings}, rows, 6)
    trees = [walk(json.loads(tree)) for tree in booster.get_dump(dump_format="json", with_stats=True)]
    return {"settings": settings, "base": base, "trees": trees, "margins": booster.predict(rows, output_margin=True).tolist()}


out = {
    "xgboost": xgboost.__version__,
    "columns": {name: [None if np.isnan(x) else float(x) for x in values] for name, values in columns.items()},
    "label": label.tolist(),
    "weight": weight.tolist(),
    "cases": {name: grown(name, settings) for name, settings in cases.items()},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
