"""XGBoost `hist` on rows that Skewlab exported, with every setting said, beside our own scores of the same rows.

    npm run --silent sim -- export ad-ctr --rows 600000 --seed 1 --out DIR
    npm run --silent sim -- run ad-ctr --rows 600000 --seed 1 --models gbdt --set gbdt.categories=ranks --out DIR
    /usr/bin/python3 tests/goldens/gbdt-peers.py DIR [--rounds 100 --eta 0.1 ...]

Reads DIR/train.csv and test.csv (label, position, n_*, c_*; empty is missing) and, where it is there, DIR/predictions-gbdt.csv. Prints one
JSON line: the settings, and test auc, average precision and log loss of `numbers` (categories as their rank by frequency, those seen fewer than 20
times as 0), of `native` (XGBoost's own splits of categories, rare ones as missing) and of `ours`.
The defaults on both sides are the same. With `categories=ranks` ours reads categories as `numbers` does; by default it splits them by sets of few
values, for which neither peer is quite the like. A table without categories has one peer only.
"""

import argparse
import json
import os
import time

import numpy as np
import pandas as pd
import xgboost
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score

MIN_COUNT = 20

parser = argparse.ArgumentParser()
parser.add_argument("dir")
parser.add_argument("--rounds", type=int, default=100)
parser.add_argument("--eta", type=float, default=0.1)
parser.add_argument("--max-depth", type=int, default=6)
parser.add_argument("--min-child-weight", type=float, default=1)
parser.add_argument("--reg-lambda", type=float, default=1)
parser.add_argument("--gamma", type=float, default=0)
parser.add_argument("--max-bin", type=int, default=256)
parser.add_argument("--threads", type=int, default=2)
args = parser.parse_args()

train, test = (pd.read_csv(f"{args.dir}/{part}.csv", low_memory=False) for part in ("train", "test"))
numeric = [name for name in train if name.startswith("n_")] + (["position"] if "position" in train else [])
fields = [name for name in train if name.startswith("c_")]
labels, truth = train["label"].to_numpy(), test["label"].to_numpy()
base_rate = float(labels.mean())
settings = {
    "objective": "binary:logistic", "tree_method": "hist", "base_score": base_rate, "eta": args.eta,
    "max_depth": args.max_depth, "min_child_weight": args.min_child_weight, "lambda": args.reg_lambda, "alpha": 0,
    "gamma": args.gamma, "max_bin": args.max_bin, "subsample": 1, "colsample_bytree": 1, "grow_policy": "depthwise",
    "max_cat_to_onehot": 4, "max_cat_threshold": 64, "nthread": args.threads, "seed": 0,
}


def ranks(name):
    counts = train[name].value_counts()
    kept = {value: i + 1 for i, value in enumerate(counts[counts >= MIN_COUNT].index)}
    return [frame[name].map(kept).fillna(0).astype("i4") for frame in (train, test)]


def measured(scores, truth=truth):
    clipped = np.clip(scores, 1e-15, 1 - 1e-15)
    return {
        "auc": roc_auc_score(truth, scores),
        "prAuc": average_precision_score(truth, scores),
        "logLoss": log_loss(truth, clipped),
    }


def xgboost_on(columns):
    frames = [pd.DataFrame({name: values[part] for name, values in columns.items()}) for part in (0, 1)]
    rows = [xgboost.DMatrix(frame, label=label, enable_categorical=True, nthread=args.threads)
            for frame, label in zip(frames, (labels, truth))]
    start = time.time()
    booster = xgboost.train(settings, rows[0], args.rounds)
    return {**measured(booster.predict(rows[1])), "seconds": round(time.time() - start, 2)}


def native(pair):
    cardinality = max(part.max() for part in pair)
    kind = pd.CategoricalDtype(range(1, cardinality + 1))
    return [part.where(part > 0).astype(kind) for part in pair]


numbers = {name: [train[name], test[name]] for name in numeric}
coded = {name: ranks(name) for name in fields}
out = {"rows": [len(train), len(test)], "positives": int(truth.sum()), "rounds": args.rounds, "settings": settings,
       "xgboost": xgboost.__version__, "numbers": xgboost_on({**numbers, **coded})}
if fields:
    out["native"] = xgboost_on({**numbers, **{name: native(pair) for name, pair in coded.items()}})
path = f"{args.dir}/predictions-gbdt.csv"
if os.path.exists(path):
    ours = pd.read_csv(path)
    out["ours"] = measured(ours["score"].to_numpy(), ours["label"].to_numpy())
    out["sameRows"] = bool(len(ours) == len(test) and (ours["label"].to_numpy() == truth).all())
    out["aucOver"] = {peer: out["ours"]["auc"] - out[peer]["auc"] for peer in ("numbers", "native") if peer in out}
print(json.dumps(out))
