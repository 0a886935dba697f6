"""The usual Python tools at the work of tests/bench/rows, one request a line: a name prepares, "run" times it once.

Answers one JSON line each: {"peer": name and version}, {"rate": units a second} or {"problem": why not}.
"""

import json
import os
import sys
import time

THREADS = int(os.environ.get("THREADS", os.cpu_count()))


def auc_1m():
    import numpy as np
    import sklearn
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(1)
    scores = rng.random(1_000_000, dtype=np.float32)
    labels = rng.random(1_000_000) < 0.06 * scores
    return f"scikit-learn {sklearn.__version__}", 1_000_000, lambda: roc_auc_score(labels, scores)


def ndcg():
    import numpy as np
    import sklearn
    from sklearn.metrics import ndcg_score

    rng = np.random.default_rng(2)
    grades, scores = rng.integers(0, 2, (20_000, 50)), rng.random((20_000, 50), dtype=np.float32)
    return f"scikit-learn {sklearn.__version__}", grades.size, lambda: ndcg_score(grades, scores, k=10)


def dcn():
    import torch

    torch.set_num_threads(THREADS)
    torch.manual_seed(3)
    fields, numeric, vocabulary, size, rows = 12, 8, 1000, 8, 65_536
    width = numeric + fields * size

    class Cross(torch.nn.Linear):
        def forward(self, x0, x):
            return x0 * super().forward(x) + x

    class DcnV2(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(fields * vocabulary, size)
            self.cross1, self.cross2 = Cross(width, width), Cross(width, width)
            deep = torch.nn.Linear(width, 64), torch.nn.ReLU(), torch.nn.Linear(64, 32), torch.nn.ReLU()
            self.deep = torch.nn.Sequential(*deep)
            self.head = torch.nn.Linear(width + 32, 1)

        def forward(self, codes, numbers):
            x0 = torch.cat([numbers, self.embedding(codes).flatten(1)], 1)
            crossed = self.cross2(x0, self.cross1(x0, x0))
            return self.head(torch.cat([crossed, self.deep(x0)], 1)).squeeze(1)

    codes = torch.randint(0, vocabulary, (rows, fields)) + torch.arange(fields) * vocabulary
    numbers = torch.randn(rows, numeric)
    labels = (torch.rand(rows) < 0.03).float()
    return torch, DcnV2(), codes, numbers, labels


def train_dcn_512():
    torch, model, codes, numbers, labels = dcn()
    optimiser = torch.optim.Adam(model.parameters(), 1e-3)
    loss = torch.nn.BCEWithLogitsLoss()
    steps = 60

    def train():
        for i in range(steps):
            rows = slice(i * 512, (i + 1) * 512)
            optimiser.zero_grad()
            loss(model(codes[rows], numbers[rows]), labels[rows]).backward()
            optimiser.step()

    return f"PyTorch {torch.__version__}, {THREADS} threads", steps * 512, train


def score_dcn_cpu():
    torch, model, codes, numbers, labels = dcn()

    def score():
        with torch.no_grad():
            model(codes, numbers)

    return f"PyTorch {torch.__version__}, {THREADS} threads", len(labels), score


work = {"auc1M": auc_1m, "ndcg": ndcg, "trainDcn512": train_dcn_512, "scoreDcnCpu": score_dcn_cpu}
amount, run = 0, None
for line in sys.stdin:
    try:
        if line.strip() == "run":
            start = time.perf_counter()
            run()
            answer = {"rate": amount / (time.perf_counter() - start)}
        else:
            peer, amount, run = work[line.strip()]()
            answer = {"peer": peer}
    except Exception as error:
        answer = {"problem": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
