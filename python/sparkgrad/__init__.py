"""Sparkgrad for PySpark: classifiers trained by mini-batch gradient descent, the same bits on any cluster.

Put this directory on PYTHONPATH and the jar of the same version on Spark's class path::

    PYTHONPATH=python spark-submit --jars sparkgrad.jar train.py
"""

import sys

from sparkgrad import classification
from sparkgrad.classification import SparkgradClassificationModel, SparkgradClassifier

__version__ = "0.1.0"

# PySpark's pipelines look for the wrapper of a class of Java in a module of the name of its package.
sys.modules.setdefault("org.sparkgrad.ml", classification)

__all__ = ["SparkgradClassificationModel", "SparkgradClassifier"]
