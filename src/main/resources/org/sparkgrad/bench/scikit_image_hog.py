"""HOG as scikit-image computes it, on one thread: python3 scikit_image_hog.py IMAGES ROUNDS FILE

Prints the median time of an image over the rounds, in microseconds, without the time to load the data.
"""
import statistics
import sys
import time

import numpy as np
from skimage.feature import hog

count, rounds = int(sys.argv[1]), int(sys.argv[2])
records = np.fromfile(sys.argv[3], dtype=np.uint8).reshape(-1, 3073)[:count]
images = np.ascontiguousarray(np.moveaxis(records[:, 1:].reshape(-1, 3, 32, 32), 1, 3))

seconds = []
for _ in range(1 + rounds):
    start = time.perf_counter()
    for image in images:
        hog(
            image,
            orientations=9,
            pixels_per_cell=(4, 4),
            cells_per_block=(2, 2),
            block_norm="L2-Hys",
            channel_axis=2,
        )
    seconds.append(time.perf_counter() - start)
# The first round is for warming up.
print(1e6 * statistics.median(seconds[1:]) / len(images))
