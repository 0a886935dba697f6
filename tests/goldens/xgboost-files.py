"""Writes xgboost-files.json beside it: files of values as people have them, models of XGBoost 1.7.4 trained on what pandas
reads of them, and the margins that XGBoost gives each row. Models keep what scoring needs."""

import io
import json
import pathlib
import tempfile
import warnings

import numpy as np
import pandas as pd
import xgboost as xgb

warnings.simplefilter("ignore")
here = pathlib.Path(__file__)
rng = np.random.default_rng(11)


def csv_of(columns):
    return pd.DataFrame(columns).to_csv(index=False, float_format="%.17g")


def label_of(logit):
    return (rng.random(len(logit)) < 1 / (1 + np.exp(-logit))).astype(int)


def saved(booster):
    """The model as parsed from its text, NaN as the text "NaN": JSON has none."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        booster.save_model(file.name)
        model = json.loads(pathlib.Path(file.name).read_text(), parse_constant=lambda word: word)
    for tree in model["learner"]["gradient_booster"]["model"]["trees"]:
        for name in ["base_weights", "parents", "tree_param", "id"]:
            del tree[name]
    return model


def margins_of(booster, frame, **more):
    said = booster.predict(xgb.DMatrix(frame, enable_categorical=True), output_margin=True, **more)
    return [float(str(v)) for v in said]


def case(name, text, rounds=6, read=lambda frame: frame, **settings):
    frame = read(pd.read_csv(io.StringIO(text)))
    label = frame.pop("label")
    params = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 4, "nthread": 1, **settings}
    booster = xgb.train(params, xgb.DMatrix(frame, label, enable_categorical=True), rounds)
    return {"name": name, "csv": text, "model": saved(booster), "margins": margins_of(booster, frame)}


ROWS = 400
codes = rng.integers(0, 6, ROWS)
gaps = rng.choice([-7, -2, 3, 11, 40, 999], ROWS, p=[0.05, 0.1, 0.15, 0.2, 0.2, 0.3])
amount = np.round(np.exp(rng.normal(3, 1, ROWS)), 2)
vip = rng.random(ROWS) < 0.3
holes = lambda values, share=0.2: pd.Series(values, dtype="object").mask(rng.random(len(values)) < share)
many = rng.permutation(np.r_[np.arange(3000) * 7 - 4000, rng.integers(0, 3000, 200) * 7 - 4000])
big = 16777216 + rng.integers(0, 6, ROWS)
close = np.array([1.0, 1.0 + 2**-23, 1.0 + 2**-23 + 2**-50, 1.0 + 2**-22])[rng.integers(0, 4, ROWS)]

cases = [
    case("codes", csv_of({"device": codes, "amount": amount, "label": label_of(1.5 * (codes % 2) - 1)})),
    case("codes with gaps and negatives", csv_of({"state": gaps, "amount": amount, "label": label_of(2.0 * np.isin(gaps, [-2, 11, 999]) - 1)})),
    case("codes that are missing", csv_of({"device": holes(codes), "amount": holes(amount), "label": label_of(1.5 * (codes % 3 == 0) - 1)})),
    case("3,000 codes", csv_of({"store": many, "label": label_of(np.sin(many / 900.0) * 2)}), rounds=3, max_depth=6),
    case("booleans", csv_of({"vip": vip, "amount": amount, "label": label_of(2.0 * vip - 1)})),
    case("codes beyond float32", csv_of({"device": big, "amount": amount, "label": label_of(2.0 * (big % 4 == 0) - 1)}), tree_method="exact"),
    case("numbers beyond float32", csv_of({"x": close, "amount": amount, "label": label_of(3e7 * (close - 1) - 1)}), tree_method="exact"),
    case("parallel trees", csv_of({"device": codes, "amount": amount, "label": label_of(1.5 * (codes % 2) - 1)}), rounds=2, num_parallel_tree=3, subsample=0.6),
    case("monotone", csv_of({"device": codes, "amount": amount, "label": label_of(0.5 * codes - 1)}), monotone_constraints="(1,-1)"),
    case("texts", csv_of({"segment": np.array(["green", "red", "blue"])[codes % 3], "amount": amount, "label": label_of(1.5 * (codes % 3) - 2)}),
         read=lambda frame: frame.assign(segment=frame.segment.astype("category").cat.codes)),
]


def categorical(name, values, **settings):
    text = csv_of({"device": values, "amount": amount, "label": label_of(2.0 * (codes % 3 == 1) - 1)})
    as_category = lambda frame: frame.assign(device=frame.device.astype("category"))
    return case(name, text, read=as_category, **settings)


cases += [
    categorical("categories", codes),
    categorical("categories one by one", codes, max_cat_to_onehot=100),
    categorical("categories that are missing", pd.Series(codes, dtype="Int64").mask(rng.random(ROWS) < 0.2)),
    categorical("categories with gaps", codes * 2),
    categorical("categories of texts", np.array(["a", "b", "c", "d", "e", "f"])[codes]),
]


def stopped_early():
    text = csv_of({"device": codes, "amount": amount, "label": label_of(1.5 * (codes % 2) - 1)})
    frame = pd.read_csv(io.StringIO(text))
    label = frame.pop("label")
    model = xgb.XGBClassifier(n_estimators=60, max_depth=4, early_stopping_rounds=5, n_jobs=1)
    model.fit(frame[:250], label[:250], eval_set=[(frame[250:], label[250:])], verbose=False)
    booster = model.get_booster()
    best = model.best_iteration + 1
    return {
        "name": "stopped early",
        "csv": text,
        "model": saved(booster),
        "margins": margins_of(booster, frame),
        "bestTrees": best,
        "bestMargins": margins_of(booster, frame, iteration_range=(0, best)),
    }


cases.append(stopped_early())
path = here.with_suffix(".json")
path.write_text(json.dumps(cases, separators=(",", ":")) + "\n")
print(path.stat().st_size, [(case["name"], len(case["model"]["learner"]["gradient_booster"]["model"]["trees"])) for case in cases])
