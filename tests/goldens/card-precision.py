"""Writes card-precision.json beside it: Card Precision top-k in pandas, as chapter 4 of the fraud handbook defines it.

Each day the cards are ranked by their worst score, the share of compromised cards among the first k counts, and those
found leave the days after. Where scores tie the mean over 20,000 random orders is written, good to about 0.0005.
"""

import json
import pathlib

import numpy as np
import pandas as pd

rng = np.random.default_rng(20220501)
DAY = 86_400


def card_precision(rows, k, column="score"):
    found, precisions = set(), []
    for _, today in rows.groupby(rows.time // DAY):
        today = today[~today.customer.isin(found)]
        cards = today.groupby("customer").agg({column: "max", "label": "max"}).sort_values(column, ascending=False)
        top = cards.head(k)
        found |= set(top.index[top.label == 1])
        precisions.append(top.label.sum() / k)
    return float(np.mean(precisions))


def over_orders(rows, k, orders):
    """Quicker than card_precision: the cards of each day once, then one random order after another."""
    cards = rows.groupby([rows.time // DAY, "customer"]).agg({"score": "max", "label": "max"}).reset_index()
    days = [today for _, today in cards.groupby("time")]
    total = 0.0
    for _ in range(orders):
        found = np.zeros(rows.customer.max() + 1, bool)
        for today in days:
            customer, score, label = (today[name].to_numpy() for name in ("customer", "score", "label"))
            present = ~found[customer]
            customer, score, label = customer[present], score[present], label[present]
            top = np.lexsort((rng.random(len(score)), -score))[:k]
            hit = label[top] == 1
            found[customer[top][hit]] = True
            total += hit.sum() / k
    return total / orders / len(days)


def draw(count, days, customers, levels, rate):
    """A fraudulent customer pays on; scores lean towards fraud."""
    customer = rng.integers(0, customers, count)
    stolen = rng.random(customers) < rate
    label = (stolen[customer] & (rng.random(count) < 0.6)).astype(int)
    score = np.clip(rng.normal(0.3 + 0.25 * label, 0.2, count), 0, 1).astype(np.float32)
    if levels:
        score = (np.floor(score * levels) / levels).astype(np.float32)
    time = np.sort(rng.random(count) * days * DAY).round(1)
    return pd.DataFrame({"time": time, "customer": customer, "score": score, "label": label})


def case(name, rows, k, ties):
    value = over_orders(rows, k, 20_000) if ties else card_precision(rows, k)
    if not ties:
        assert abs(value - over_orders(rows, k, 1)) < 1e-12
    return {
        "name": name,
        "k": k,
        "tolerance": 0.002 if ties else 1e-12,
        "times": rows.time.tolist(),
        "customers": rows.customer.tolist(),
        "scores": [float(str(score)) for score in rows.score],
        "labels": rows.label.tolist(),
        "value": value,
    }


def distinct(rows):
    """Scores without a tie, in the same order but for chance."""
    order = np.lexsort((rng.random(len(rows)), rows.score))
    score = np.empty(len(rows), np.float32)
    score[order] = (np.arange(len(rows)) + 1) / (len(rows) + 1)
    return rows.assign(score=score)


cases = [
    case("a week of 200 cards, k 10", distinct(draw(600, 7, 200, 0, 0.1)), 10, False),
    case("a week of 200 cards, k 1", distinct(draw(600, 7, 200, 0, 0.1)), 1, False),
    case("more alerts than cards", distinct(draw(200, 5, 30, 0, 0.3)), 50, False),
    case("days without rows between", distinct(draw(150, 60, 60, 0, 0.2)), 2, False),
    case("one day, scores of four levels", draw(200, 1, 80, 4, 0.2), 10, True),
    case("a week, scores of four levels", draw(500, 7, 120, 4, 0.15), 10, True),
    case("a week, all scores alike", draw(500, 7, 120, 0, 0.15).assign(score=np.float32(0.5)), 10, True),
]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text("[\n" + ",\n".join(f"  {json.dumps(each)}" for each in cases) + "\n]\n")
for each in cases:
    print(f"{each['value']:.4f}  {each['name']}")
