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
