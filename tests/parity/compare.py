"""The table of ours beside their peers: python3 compare.py ours.jsonl peers.jsonl; or the golden: python3 compare.py golden peers.jsonl > small-tables.json"""
import json, math, sys
from collections import defaultdict

STUDENT = {2: 12.71, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306, 10: 2.262}
ALLOWED = 0.005


def lines(path):
    return [json.loads(line) for line in open(path)]


def interval(values):
    n = len(values)
    mean = sum(values) / n
    sd = math.sqrt(sum((value - mean) ** 2 for value in values) / (n - 1))
    return mean, STUDENT[n] * sd / math.sqrt(n)


def golden(peers):
    cells = {}
    for line in lines(peers):
        if "auc" in line:
            numbers = [line["seed"], round(line["auc"], 5), round(line["logLoss"], 5)]
            cells.setdefault(line["model"], {}).setdefault(line["shape"], {}).setdefault(str(line["rows"]), []).append(numbers)
    json.dump(cells, sys.stdout, separators=(",", ":"))


def table(ours, peers):
    known = {(p["shape"], p["rows"], p["model"], p["seed"]): p for p in lines(peers) if "auc" in p}
    cells = defaultdict(list)
    for own in lines(ours):
        # Every network is held against the one that scikit-learn has.
        peer = known.get((own["shape"], own["rows"], own["model"] if own["model"] in ("logistic", "gbdt") else "mlp", own["seed"]))
        if peer and "auc" in own:
            cells[own["model"], own["shape"], own["rows"]].append((own, peer))
    for (model, shape, rows), pairs in sorted(cells.items()):
        if len(pairs) < 3:
            continue
        auc, auc_half = interval([own["auc"] - peer["auc"] for own, peer in pairs])
        loss, loss_half = interval([own["logLoss"] - peer["logLoss"] for own, peer in pairs])
        fails = auc + auc_half < -ALLOWED or loss - loss_half > ALLOWED
        mean = lambda which, key: sum(pair[which][key] for pair in pairs) / len(pairs)
        print(
            f"| {model} | {shape} | {rows} | {len(pairs)} | {mean(0, 'auc'):.4f} / {mean(0, 'logLoss'):.4f} | {mean(1, 'auc'):.4f} / {mean(1, 'logLoss'):.4f} "
            f"| {auc:+.4f} ± {auc_half:.4f} | {loss:+.4f} ± {loss_half:.4f} | {'FAILS' if fails else 'holds'} |"
        )


golden(sys.argv[2]) if sys.argv[1] == "golden" else table(*sys.argv[1:])
