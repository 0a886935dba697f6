"""What scikit-learn and XGBoost reach on an exported fold of the fraud handbook's world.

    python3 tests/goldens/handbook-peers.py DIR [DIR …]

Each DIR holds train.csv and test.csv: the columns of the table, with time (seconds), customer and label. Prints one JSON
line for each DIR and one with the means. Settings are those of the book: defaults, random_state 0, inputs standardised for
all; XGBoost 100 rounds, depth 6, eta 0.3, by exact splits as in the book and by histograms as in this lab.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
import xgboost
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

DAY = 86_400
WINDOWS = (1, 7, 30)
INPUTS = ["amount", "weekend", "night"]
INPUTS += [f"customer{what}{days}" for days in WINDOWS for what in ("Count", "Amount")]
INPUTS += [f"terminal{what}{days}" for days in WINDOWS for what in ("Count", "Risk")]


def models():
    yield "logistic", LogisticRegression(random_state=0)
    yield "treeOfTwo", DecisionTreeClassifier(max_depth=2, random_state=0)
    yield "tree", DecisionTreeClassifier(random_state=0)
    yield "forest", RandomForestClassifier(random_state=0, n_jobs=2)
    for name, method in (("xgboost", "exact"), ("xgboostHist", "hist")):
        yield name, xgboost.XGBClassifier(
            n_estimators=100, max_depth=6, learning_rate=0.3, tree_method=method, random_state=0, n_jobs=2
        )


def card_precision(test, scores, k=100):
    """Book, chapter 4: worst score and label of each card a day; cards found leave the days after."""
    rows = test[["time", "customer", "label"]].assign(score=scores)
    found, precisions = set(), []
    for _, today in rows.groupby(rows.time // DAY):
        today = today[~today.customer.isin(found)]
        top = today.groupby("customer").agg({"score": "max", "label": "max"}).sort_values("score", ascending=False).head(k)
        found |= set(top.index[top.label == 1])
        precisions.append(top.label.sum() / k)
    return float(np.mean(precisions))


def measure(folder):
    train, test = (pd.read_csv(pathlib.Path(folder) / f"{part}.csv") for part in ("train", "test"))
    values = {"rows": [len(train), len(test)], "frauds": [int(train.label.sum()), int(test.label.sum())]}
    for name, model in models():
        fitted = make_pipeline(StandardScaler(), model).fit(train[INPUTS], train.label)
        scores = fitted.predict_proba(test[INPUTS])[:, 1]
        values[name] = {
            "auc": float(roc_auc_score(test.label, scores)),
            "averagePrecision": float(average_precision_score(test.label, scores)),
            "cardPrecision": card_precision(test, scores),
        }
    return values


def rounded(value):
    return {key: rounded(v) for key, v in value.items()} if isinstance(value, dict) else np.round(value, 4).tolist()


measured = []
for folder in sys.argv[1:]:
    measured.append(measure(folder))
    print(json.dumps({"folder": folder, **rounded(measured[-1])}), flush=True)
if len(measured) > 1:
    names = [name for name, _ in models()]
    means = {n: {key: np.mean([m[n][key] for m in measured]) for key in measured[0][n]} for n in names}
    for part in ("rows", "frauds"):
        means[part] = np.mean([m[part] for m in measured], axis=0)
    print(json.dumps({"mean of": len(measured), **rounded(means)}))
