"""Recomputes the test accuracy of a saved model from its arrays, with NumPy alone.

    python3 docs/recompute_accuracy.py MODEL DATA [FEATURES]

MODEL is the directory of a saved model, such as runs/first/models/cell-1; DATA is the directory with test_batch.bin. A model
of HOG or HSV features also needs FEATURES, the directory that `submit/sparkgrad features --features ...` wrote with the
same sources, and pyarrow to read it. Prints the digest of the weights, which is weights_sha256, and the accuracy.
"""

import hashlib
import json
import math
import pathlib
import sys

import numpy as np

DENSE = ["hidden_weights", "hidden_bias", "weights", "bias"]
RECORD = 1 + 3072  # a label byte, then 32 x 32 red, green and blue bytes, each row by row


def main(model, data, features=None):
    model = pathlib.Path(model)
    description = json.loads((model / "model.json").read_text(encoding="utf-8"))
    layers = description.get("layers")
    names = [name for layer in layers for name in layer["arrays"]] if layers else DENSE
    arrays = {name: np.load(model / f"{name}.npy") for name in names if (model / f"{name}.npy").exists()}

    records = np.fromfile(pathlib.Path(data) / "test_batch.bin", np.uint8).reshape(-1, RECORD)
    labels, pixels = records[:, 0], records[:, 1:]
    if description["feature_transform"].startswith("patches("):
        values = patches(model, description["feature_transform"], pixels.reshape(-1, 3, 32, 32))
    else:
        values = pixels if features is None else stored_features(features)
    inputs = transform(model, values.astype(np.float32))
    scores = network(layers, arrays, inputs) if layers else forward(description["kind"], arrays, inputs)

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


def network(layers, arrays, inputs):
    """The scores of a network of layers; docs/networks.md has the formulas. Maps are rows x height x width x channels."""

    on_maps = any(layer["layer"] in ("conv", "whiten", "max-pool", "average-pool") for layer in layers)
    scores = []
    for x in (inputs[start : start + 100] for start in range(0, len(inputs), 100)):
        x = x.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1) if on_maps else x.reshape(len(x), 1, 1, -1)
        for layer in layers:
            x = apply(layer["layer"], layer["options"], [arrays[name] for name in layer["arrays"]], x)
        scores.append(x.reshape(len(x), -1))
    return np.concatenate(scores)


def apply(kind, options, arrays, x):
    if kind == "affine":
        y = x.reshape(len(x), -1) @ arrays[0].T + (arrays[1] if len(arrays) > 1 else 0)
        return y.reshape(len(x), 1, 1, -1)
    if kind in ("conv", "whiten"):
        pad, size = int(options.get("pad", 0)), arrays[0].shape[1]
        padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
        places = windows(padded, size, int(options.get("stride", 1)))  # filters are rows x columns x channels
        return np.tensordot(places, arrays[0], ((4, 5, 3), (1, 2, 3))) + (arrays[1] if len(arrays) > 1 else 0)
    if kind in ("max-pool", "average-pool"):
        places = windows(x, int(options["size"]), int(options["stride"]))
        return places.max(axis=(4, 5)) if kind == "max-pool" else places.mean(axis=(4, 5))
    if kind == "batch-norm":
        *scale, bias, mean, variance = arrays
        return (x - mean) / np.sqrt(variance + float(options["epsilon"])) * (scale[0] if scale else 1) + bias
    if kind in ("group-norm", "layer-norm"):
        groups = x.reshape(*x.shape[:3], int(options.get("groups", 1)), -1)
        mean, variance = (part(groups, axis=(1, 2, 4), keepdims=True) for part in (np.mean, np.var))
        return ((groups - mean) / np.sqrt(variance + float(options["epsilon"]))).reshape(x.shape) * arrays[0] + arrays[1]
    if kind == "gelu":
        at = np.linspace(-6, 6, 24001)
        normal = [(1 + math.erf(each / math.sqrt(2))) / 2 for each in at]
        return x * np.interp(x, at, normal)
    if kind == "scale":
        top, *bottom = options["factor"].split("/")
        return x * (float(top) / float(*bottom or [1]))
    if kind == "pairs":
        return np.concatenate([np.maximum(x, 0), np.maximum(-x, 0)], axis=3)
    if kind == "flatten":
        return x.reshape(len(x), 1, 1, -1)
    return np.maximum(x, 0) if kind == "relu" else x  # dropout plays no part


def windows(x, size, stride):
    return np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(1, 2))[:, ::stride, ::stride]


main(*sys.argv[1:])
