"""The usual Python tools at the work of tests/bench/rows, a request and an answer a line, in JSON.

{"work": name, "options": {...}} prepares and is answered by {"peer": name and version}; {} times it once and is answered by
{"rate": units a second}; {"problem": why not} answers what failed.
"""

import json
import os
import sys
import time

THREADS = int(os.environ.get("THREADS", os.cpu_count()))
ROWS = 65_536


def scores_and_labels():
    import numpy as np

    rng = np.random.default_rng(1)
    scores = rng.random(1_000_000, dtype=np.float32)
    return scores, rng.random(1_000_000) < 0.06 * scores


def auc_1m():
    import sklearn
    from sklearn.metrics import roc_auc_score

    scores, labels = scores_and_labels()
    return f"scikit-learn {sklearn.__version__}", len(scores), lambda: roc_auc_score(labels, scores)


def pr_auc_1m():
    import sklearn
    from sklearn.metrics import average_precision_score

    scores, labels = scores_and_labels()
    return f"scikit-learn {sklearn.__version__}", len(scores), lambda: average_precision_score(labels, scores)


def ndcg():
    import numpy as np
    import sklearn
    from sklearn.metrics import ndcg_score

    rng = np.random.default_rng(2)
    grades, scores = rng.integers(0, 2, (20_000, 50)), rng.random((20_000, 50), dtype=np.float32)
    return f"scikit-learn {sklearn.__version__}", grades.size, lambda: ndcg_score(grades, scores, k=10)


def rows_of(torch, network):
    sizes = torch.tensor([field["vocabulary"] for field in network["fields"]])
    offsets = sizes.cumsum(0) - sizes
    codes = (torch.rand(ROWS, len(sizes)) * sizes).long() + offsets
    return codes, torch.randn(ROWS, network["numeric"]), (torch.rand(ROWS) < 0.03).float()


def model_of(torch, network, sparse=False):
    """A parallel DCN-V2, or a logistic regression where the network embeds nothing."""
    nn = torch.nn
    numeric, size = network["numeric"], network["embedding"]
    values = sum(field["vocabulary"] for field in network["fields"])
    width = numeric + size * len(network["fields"])

    class Cross(nn.Module):
        def __init__(self, rank):
            super().__init__()
            low = [nn.Linear(width, rank, bias=False)] if rank else []
            self.mix = nn.Sequential(*low, nn.Linear(rank or width, width))

        def forward(self, x0, x):
            return x0 * self.mix(x) + x

    class DcnV2(nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = nn.Embedding(values, size, sparse=sparse)
            cross = network["cross"]
            self.crosses = nn.ModuleList(Cross(cross["rank"]) for _ in range(cross["layers"]))
            sides = [width, *network["deep"]["hidden"]]
            layers = [[nn.Linear(a, b), nn.ReLU()] for a, b in zip(sides, sides[1:])]
            self.deep = nn.Sequential(*sum(layers, []))
            self.head = nn.Linear(width + sides[-1], 1)

        def forward(self, codes, numbers):
            x0 = x = torch.cat([numbers, self.embedding(codes).flatten(1)], 1)
            for cross in self.crosses:
                x = cross(x0, x)
            return self.head(torch.cat([x, self.deep(x0)], 1)).squeeze(1)

    class Logistic(nn.Module):
        def __init__(self):
            super().__init__()
            self.values, self.numbers = nn.EmbeddingBag(values, 1, mode="sum"), nn.Linear(numeric, 1)

        def forward(self, codes, numbers):
            return (self.values(codes) + self.numbers(numbers)).squeeze(1)

    return DcnV2() if size else Logistic()


def start_torch():
    import torch

    torch.set_num_threads(THREADS)
    torch.manual_seed(3)
    return torch, f"PyTorch {torch.__version__} CPU, {THREADS} threads"


def train(network, batchSize, sparse):
    torch, name = start_torch()
    model = model_of(torch, network, sparse)
    codes, numbers, labels = rows_of(torch, network)
    loss = torch.nn.BCEWithLogitsLoss()
    if sparse:
        rest = [value for key, value in model.named_parameters() if not key.startswith("embedding")]
        optimisers = torch.optim.Adam(rest, 1e-3), torch.optim.SparseAdam(model.embedding.parameters(), 1e-3)
    else:
        optimisers = (torch.optim.Adam(model.parameters(), 1e-3),)

    def run():
        for start in range(0, ROWS, batchSize):
            rows = slice(start, start + batchSize)
            for optimiser in optimisers:
                optimiser.zero_grad()
            loss(model(codes[rows], numbers[rows]), labels[rows]).backward()
            for optimiser in optimisers:
                optimiser.step()

    return name + (", sparse embeddings" if sparse else ""), ROWS, run


def score(network):
    torch, name = start_torch()
    model = model_of(torch, network)
    codes, numbers, _ = rows_of(torch, network)

    def run(size):
        with torch.no_grad():
            for start in range(0, ROWS, size):
                model(codes[start : start + size], numbers[start : start + size])

    run(ROWS)
    best = min((4096, 16_384, ROWS), key=lambda size: seconds(lambda: run(size)))
    return f"{name}, batch {best}", ROWS, lambda: run(best)


def read_csv(path, rows):
    import pandas

    return f"pandas {pandas.__version__}", rows, lambda: pandas.read_csv(path)


def boost(rows, columns, trees):
    import numpy as np
    import xgboost

    rng = np.random.default_rng(5)
    x = rng.standard_normal((rows, columns), dtype=np.float32)
    logit = x[:, 0] + x[:, 1] * x[:, 2] - x[:, 3] ** 2 / 2 - 2
    y = rng.random(rows) < 1 / (1 + np.exp(-logit))
    settings = {
        **{"objective": "binary:logistic", "tree_method": "hist", "max_bin": 256, "eta": 0.1, "max_depth": 6},
        **{"min_child_weight": 1, "lambda": 1, "gamma": 0, "base_score": float(y.mean()), "nthread": THREADS},
    }

    def run():
        xgboost.train(settings, xgboost.DMatrix(x, y, nthread=THREADS), trees)

    return f"XGBoost {xgboost.__version__} hist, {THREADS} threads", trees, run


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


works = {"auc1M": auc_1m, "prAuc1M": pr_auc_1m, "ndcg": ndcg, "train": train, "score": score, "boost": boost, "readCsv": read_csv}
amount, run = 0, None
for line in sys.stdin:
    try:
        request = json.loads(line)
        if "work" in request:
            peer, amount, run = works[request["work"]](**request["options"])
            answer = {"peer": peer}
        else:
            answer = {"rate": amount / seconds(run)}
    except Exception as error:
        answer = {"problem": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
