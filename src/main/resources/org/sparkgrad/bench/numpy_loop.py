"""Softmax on raw pixels as a course's notebook trains it: python3 numpy_loop.py STEPS CELLS FILE...

Prints the median time of a cell, in seconds, without the time to load the data.
"""
import statistics
import sys
import time

import numpy as np

steps, cells = int(sys.argv[1]), int(sys.argv[2])
records = np.concatenate([np.fromfile(path, dtype=np.uint8).reshape(-1, 3073) for path in sys.argv[3:]])
labels = records[:-1000, 0].astype(np.int64)
pixels = records[:-1000, 1:].astype(np.float64)
pixels -= pixels.mean(axis=0)
pixels = np.hstack([pixels, np.ones((len(pixels), 1))])

random = np.random.default_rng(1)
seconds = []
for cell in range(cells):
    start = time.perf_counter()
    weights = 1e-4 * random.standard_normal((3073, 10))
    for step in range(steps):
        rows = random.choice(len(pixels), 200)
        x, y = pixels[rows], labels[rows]
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        slopes = np.exp(scores)
        slopes /= slopes.sum(axis=1, keepdims=True)
        loss = -np.log(slopes[np.arange(200), y]).mean() + 1e4 * np.sum(weights * weights)
        slopes[np.arange(200), y] -= 1
        weights -= 1e-7 * (x.T @ slopes / 200 + 2e4 * weights)
    seconds.append(time.perf_counter() - start)
print(statistics.median(seconds))
