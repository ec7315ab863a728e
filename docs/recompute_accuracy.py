"""Recomputes the test accuracy of a saved model from its arrays, with NumPy alone.

    python3 docs/recompute_accuracy.py MODEL DATA [FEATURES]

MODEL is the directory of a saved model, such as runs/first/models/cell-1; DATA is the directory with test_batch.bin. A model
of HOG or HSV features also needs FEATURES, the directory that `submit/sparkgrad features --features ...` wrote with the
same sources, and pyarrow to read it. Prints the digest of the weights, which is weights_sha256, and the accuracy.
"""

import hashlib
import json
import pathlib
import sys

import numpy as np

RECORD = 1 + 3072  # a label byte, then 32 x 32 red, green and blue bytes, each row by row


def main(model, data, features=None):
    model = pathlib.Path(model)
    description = json.loads((model / "model.json").read_text(encoding="utf-8"))
    names = ["hidden_weights", "hidden_bias", "weights", "bias"]
    arrays = {name: np.load(model / f"{name}.npy") for name in names if (model / f"{name}.npy").exists()}

    records = np.fromfile(pathlib.Path(data) / "test_batch.bin", np.uint8).reshape(-1, RECORD)
    labels, pixels = records[:, 0], records[:, 1:]
    if description["feature_transform"].startswith("patches("):
        values = patches(model, description["feature_transform"], pixels.reshape(-1, 3, 32, 32))
    else:
        values = pixels if features is None else stored_features(features)
    inputs = transform(model, values.astype(np.float32))
    scores = forward(description["kind"], arrays, inputs)

    parameters = b"".join(array.astype("<f4").tobytes() for array in arrays.values())
    print("weights_sha256", hashlib.sha256(parameters).hexdigest())
    print("accuracy", np.mean(scores.argmax(axis=1) == labels))


def stored_features(directory):
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(pathlib.Path(directory) / "test").sort_by("row")
    return np.array(table["features"].to_pylist(), np.float32)


def patches(model, text, images):
    """Codes of all patches over the dictionary, summed over regions; docs/features.md has the formulas."""

    text = text[len("patches(") : text.index(")")]
    options = dict(option.split("=") for option in text.split(","))
    mean, whitening, filters = (np.load(model / f"patches_{name}.npy") for name in ("mean", "whitening", "filters"))
    size, stride, regions = (int(options[name]) for name in ("size", "stride", "regions"))
    side = (32 - size) // stride + 1
    bounds = [(r * side // regions, -(-(r + 1) * side // regions)) for r in range(regions)]

    def values(part):
        windows = np.lib.stride_tricks.sliding_window_view(part, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
        x = windows.transpose(0, 2, 3, 1, 4, 5).reshape(-1, mean.size).astype(np.float32)
        x -= x.mean(axis=1, keepdims=True)
        x /= np.sqrt(x.var(axis=1, ddof=1, keepdims=True) + float(options["contrast"]))
        codes = code((x - mean) @ whitening).reshape(len(part), side, side, -1)
        sums = [codes[:, top:bottom, left:right].sum(axis=(1, 2)) for top, bottom in bounds for left, right in bounds]
        return np.concatenate(sums, axis=1)

    def code(w):
        products = w @ filters.T
        if options["coding"] == "threshold":
            t = float(options["threshold"])
            return np.concatenate([np.maximum(products - t, 0), np.maximum(-products - t, 0)], axis=1)
        squares = (w**2).sum(axis=1, keepdims=True) + (filters**2).sum(axis=1) - 2 * products
        distances = np.sqrt(np.maximum(squares, 0))
        return np.maximum(distances.mean(axis=1, keepdims=True) - distances, 0)

    parts = [images[start : start + 20] for start in range(0, len(images), 20)]
    if options["mirrors"] == "true":
        return np.concatenate([values(part) + values(part[..., ::-1]) for part in parts])
    return np.concatenate([values(part) for part in parts])


def transform(model, values):
    """What the stages make of pixels or extracted features; they were fitted to the training part."""

    def affine(of, x):
        return x * np.load(model / f"{of}_scale.npy") + np.load(model / f"{of}_offset.npy")

    if (model / "pixel_scale.npy").exists():
        return affine("pixel", values)
    x = affine("feature", values)
    if not (model / "projection.npy").exists():
        return x
    projected = (x - np.load(model / "projection_mean.npy")) @ np.load(model / "projection.npy").T
    return affine("component", projected)


def forward(kind, arrays, x):
    if kind == "softmax-relu":
        x = np.concatenate([np.maximum(x, 0), np.maximum(-x, 0)], axis=1)
    if kind == "two-layer":
        x = np.maximum(x @ arrays["hidden_weights"].T + arrays.get("hidden_bias", 0), 0)
    return x @ arrays["weights"].T + arrays.get("bias", 0)


main(*sys.argv[1:])
