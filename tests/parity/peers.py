"""Peers on the rows that `main.ts rows` wrote: python3 peers.py DIR [shapes] [rows] [seeds] > peers.jsonl

Every peer sees our training part alone, the first 70 % of the rows: our validation rows are used to choose with, by early stopping, and
never trained on; MLPClassifier holds a tenth of what it is given back for its own. Measured by the true probabilities of 100,000 fresh rows.
"""
import json, sys, time, warnings
import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import OneHotEncoder
import xgboost

warnings.filterwarnings("ignore")


def read(folder, shape, seed):
    facts = json.load(open(f"{folder}/{shape}.json"))
    raw = open(f"{folder}/{shape}-{seed}.bin", "rb").read()
    n, at, columns = facts["rows"], 0, []
    kinds = [np.float32] * facts["numeric"] + [np.uint16] * facts["categorical"] + [np.uint8, np.float32]
    for kind in kinds:
        columns.append(np.frombuffer(raw, kind, n, at))
        at += n * np.dtype(kind).itemsize
    numeric = np.stack(columns[: facts["numeric"]], 1).astype(float)
    categorical = np.stack(columns[facts["numeric"] : -2], 1) if facts["categorical"] else np.zeros((n, 0), np.uint16)
    return numeric, categorical, columns[-2], columns[-1].astype(float), facts.get("largest", 100_000)


def expected(scores, truth):
    scores = np.clip(scores.astype(np.float64), 1e-7, 1 - 1e-7)
    loss = -(truth * np.log(scores) + (1 - truth) * np.log(1 - scores)).mean()
    values, inverse = np.unique(scores, return_inverse=True)
    positive = np.bincount(inverse, truth)
    negative = np.bincount(inverse, 1 - truth)
    below = np.cumsum(negative) - negative
    auc = (positive * (below + negative / 2)).sum() / (positive.sum() * negative.sum())
    return auc, loss


def encoded(numeric, categorical, train):
    """Standardised numbers, the mean and an indicator where one is missing, and one-hot categories."""
    mean = np.nanmean(numeric[train], 0)
    sd = np.nanstd(numeric[train], 0)
    sd[sd == 0] = 1
    lacks = np.isnan(numeric)
    parts = [sparse.csr_matrix(np.where(lacks, 0, (numeric - mean) / sd))]
    gaps = lacks[train].any(0)
    if gaps.any():
        parts.append(sparse.csr_matrix(lacks[:, gaps].astype(float)))
    if categorical.shape[1]:
        parts.append(OneHotEncoder(handle_unknown="ignore").fit(categorical[train]).transform(categorical))
    return sparse.hstack(parts).tocsr()


def boosted(numeric, categorical, label, train, fresh):
    """XGBoost's hist with the trees, depth and eta of our defaults, all else its own; 0 is a category of its own, as every value is."""
    kinds = ["float"] * numeric.shape[1] + ["c"] * categorical.shape[1]
    table = np.hstack([numeric, categorical.astype(float)])
    matrix = lambda rows, labels=None: xgboost.DMatrix(
        table[rows], labels, feature_types=kinds, enable_categorical=True, nthread=1
    )
    settings = dict(max_depth=6, eta=0.1, tree_method="hist", objective="binary:logistic", nthread=1)
    return xgboost.train(settings, matrix(train, label[train]), 100).predict(matrix(fresh))


def scored(model, seed, matrix, numeric, categorical, label, train, fresh):
    if model == "gbdt":
        return boosted(numeric, categorical, label, train, fresh)
    made = (
        LogisticRegression(C=1, max_iter=10_000)
        if model == "logistic"
        else MLPClassifier((64, 32), early_stopping=True, random_state=seed)
    )
    return made.fit(matrix[train], label[train]).predict_proba(matrix[fresh])[:, 1]


def main(folder, shapes="numeric,mixed,wide,tiny", sizes="200,500,1000,4000,20000,100000", seeds="10", only="logistic,gbdt,mlp"):
    for shape in shapes.split(","):
        for seed in range(1, int(seeds) + 1):
            numeric, categorical, label, truth, largest = read(folder, shape, seed)
            for rows in map(int, sizes.split(",")):
                train = np.arange(round(0.7 * rows))
                fresh = np.arange(largest, len(label))
                matrix = encoded(numeric, categorical, train)
                for model in only.split(","):
                    line = dict(shape=shape, rows=rows, seed=seed, model=model)
                    started = time.time()
                    try:
                        scores = scored(model, seed, matrix, numeric, categorical, label, train, fresh)
                        auc, loss = expected(scores, truth[fresh])
                        line.update(auc=auc, logLoss=loss, ms=round(1000 * (time.time() - started)))
                    except ValueError as error:
                        line.update(error=str(error).split("\n")[0])
                    print(json.dumps(line), flush=True)


main(*sys.argv[1:])
