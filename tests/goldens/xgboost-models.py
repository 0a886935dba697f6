"""Writes xgboost-models.json beside it: models of XGBoost 1.7.4, and what it says of rows: margins, contributions, importance.

Then has src/core/trees/xgboost-writer.ts write models, loads them, and keeps what XGBoost says of those.
"""

import hashlib
import json
import pathlib
import subprocess
import tempfile

import numpy as np
import xgboost as xgb

ROWS = 30
NAMES = ["n_amount", "n_hours", "c_kind", "position", "n_idle"]
here = pathlib.Path(__file__)
repository = here.parents[2]
rng = np.random.default_rng(7)


def draw(rows):
    amount = np.exp(rng.normal(3, 1.5, rows))
    hours = rng.uniform(0, 24, rows)
    kind = rng.integers(1, 40, rows).astype(float)
    position = rng.integers(1, 11, rows).astype(float)
    idle = np.full(rows, 1.0)
    logit = -2 + 0.8 * np.log(amount / 20) * (hours < 6) + 1.5 * (kind % 3 == 0) * (position < 4)
    label = rng.random(rows) < 1 / (1 + np.exp(-logit))
    table = np.float32(np.c_[amount, hours, kind, position, idle])
    table[rng.random(table.shape) < 0.15] = np.nan
    return table, label


def said(booster, rows, names):
    matrix = xgb.DMatrix(rows, feature_names=names)
    return {
        "margins": numbers(booster.predict(matrix, output_margin=True)),
        "contributions": [numbers(row) for row in booster.predict(matrix, pred_contribs=True)],
    }


def numbers(values):
    return [None if np.isnan(v) else float(str(np.float32(v))) for v in values]


def case(name, names=NAMES, rounds=3, base_score=0.5, **settings):
    train, label = draw(1500)
    rows, _ = draw(ROWS)
    settings = {"objective": "binary:logistic", "tree_method": "hist", "base_score": base_score, "nthread": 1, **settings}
    booster = xgb.train(settings, xgb.DMatrix(train, label, feature_names=names), rounds)
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        booster.save_model(file.name)
        model = json.loads(pathlib.Path(file.name).read_text())
    kinds = ["total_gain", "weight", "total_cover"]
    importance = [booster.get_score(importance_type=kind) for kind in kinds] if names else None
    return {
        "name": name,
        "model": model,
        "rows": [numbers(row) for row in rows],
        "importance": importance,
        **said(booster, rows, names),
    }


def written(case, base):
    """A model in our words with another base, as our writer formats it, and what XGBoost says of it."""
    source = json.dumps(case["model"])
    script = """
        import { runnerImport } from 'vite'
        const read = async (name) => (await runnerImport(`./src/core/trees/${name}.ts`, { configFile: false })).module
        const { parseXgboost } = await read('xgboost-json')
        const { formatXgboost } = await read('xgboost-writer')
        const text = require('fs').readFileSync(0, 'utf8')
        process.stdout.write(formatXgboost({ ...parseXgboost(text), base: BASE }))
    """.replace("BASE", str(base)).replace("require('fs')", "(await import('node:fs'))")
    command = ["node", "--input-type=module", "-e", script]
    text = subprocess.run(command, input=source, capture_output=True, text=True, check=True, cwd=repository).stdout
    with tempfile.NamedTemporaryFile(suffix=".json", mode="w") as file:
        file.write(text)
        file.flush()
        booster = xgb.Booster(model_file=file.name)
    rows = np.float32([[np.nan if v is None else v for v in row] for row in case["rows"]])
    return {
        "of": case["name"],
        "base": base,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        **said(booster, rows, NAMES),
    }


cases = [case(f"depth {depth}", max_depth=depth) for depth in range(1, 7)]
cases += [
    case("a base of its own", max_depth=3, base_score=0.037),
    case("leaf by leaf", rounds=2, max_depth=0, max_leaves=40, grow_policy="lossguide", min_child_weight=0),
    case("exact and pruned", max_depth=5, tree_method="exact", gamma=4),
    case("no names, reg:logistic", names=None, max_depth=2, objective="reg:logistic"),
    case("weighted", max_depth=4, scale_pos_weight=30, subsample=0.7, eta=1.0),
]
writes = [written(cases[5], -6.25), written(cases[7], 1.5)]
path = here.with_suffix(".json")
path.write_text(json.dumps({"cases": cases, "written": writes}, separators=(",", ":")) + "\n")
print(path.stat().st_size)
