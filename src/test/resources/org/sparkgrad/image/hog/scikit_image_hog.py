"""Writes the arrays that ScikitImageHogTest compares with: features by scikit-image's hog.

Usage: scikit_image_hog.py CIFAR10_DIR OUTPUT_DIR      (made with scikit-image 0.26.0, NumPy 2.4.6)

scikit_image_hog_cifar.npy    the first four images of test_batch.bin
scikit_image_hog_formula.npy  the two images of formula() below

Each has a row an image, which holds the values of all SETTINGS one after the other.
"""

import sys
from pathlib import Path
from unittest import mock

import numpy as np
from skimage.feature import hog

SIDE = 32
# Gradient, orientations, pixels of a cell, cells of a block, normalisation.
SETTINGS = [
    ("strongest", 9, 8, 1, None),
    ("strongest", 9, 4, 2, "L2-Hys"),
    ("strongest", 9, 8, 2, "L2"),
    ("strongest", 8, 16, 1, "L2-Hys"),
    ("luma", 9, 8, 1, None),
    ("luma", 9, 4, 2, "L2-Hys"),
]


def formula():
    """Integer formulas: nothing to commit, and the same in any language."""
    channel, y, x = np.meshgrid(np.arange(3), np.arange(SIDE), np.arange(SIDE), indexing="ij")
    rough = (7 * x * x + 13 * (channel + 1) * x * y + 29 * y + 53 * channel * x) % 256
    smooth = np.abs((9 * x * (channel + 1) + 7 * y * (3 - channel) + x * y) % 511 - 255)
    return [np.moveaxis(image, 0, 2) for image in (rough, smooth)]


def cifar(directory):
    records = np.fromfile(Path(directory, "test_batch.bin"), dtype=np.uint8).reshape(-1, 3073)
    return list(np.moveaxis(records[:4, 1:].reshape(-1, 3, SIDE, SIDE), 1, 3))


def require_clear_choice(image):
    """scikit-image compares rounded lengths, so that equal ones may come out different."""
    longest = []
    for length in (np.hypot, lambda a, b: a * a + b * b):
        rows, columns = np.zeros(image.shape), np.zeros(image.shape)
        rows[1:-1] = image[2:].astype(float) - image[:-2]
        columns[:, 1:-1] = image[:, 2:].astype(float) - image[:, :-2]
        longest.append(length(rows, columns).argmax(axis=2))
    if (longest[0] != longest[1]).any():
        raise ValueError("rounding decides which channel is strongest: take another image")


def features(image, gradient, orientations, cell, block, norm):
    # In thousandths luma and its differences are whole numbers, as exact as those of bytes.
    unit = 1000 if gradient == "luma" else 1
    pixels = image.astype(float) if unit == 1 else image.astype(float) @ [299.0, 587.0, 114.0]
    options = dict(
        orientations=orientations,
        pixels_per_cell=(cell, cell),
        cells_per_block=(block, block),
        channel_axis=2 if gradient == "strongest" else None,
    )
    if norm is not None:
        return hog(pixels, block_norm=norm, **options)
    with mock.patch("skimage.feature._hog._hog_normalize_block", lambda values, method: values):
        return hog(pixels, **options) / unit


def write(path, images):
    for image in images:
        require_clear_choice(image)
    rows = [np.concatenate([features(image, *one) for one in SETTINGS]) for image in images]
    np.save(path, np.array(rows, dtype="<f4"))


if __name__ == "__main__":
    output = Path(sys.argv[2])
    write(output / "scikit_image_hog_cifar.npy", cifar(sys.argv[1]))
    write(output / "scikit_image_hog_formula.npy", formula())
