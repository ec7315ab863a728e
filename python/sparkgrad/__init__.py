"""Sparkgrad for PySpark: classifiers trained by mini-batch gradient descent, the same bits on any cluster.

Put this directory on PYTHONPATH and the jar of the same version on Spark's class path::

    PYTHONPATH=python spark-submit --jars sparkgrad.jar train.py
"""

import sys
import types

from sparkgrad.classification import SparkgradClassificationModel, SparkgradClassifier
from sparkgrad.feature import ImageFeatures, ImageFeaturesModel

__version__ = "0.1.0"

# PySpark's pipelines look for the wrapper of a class of Java in a module of the name of its package.
_java_package = types.ModuleType("org.sparkgrad.ml")
for _wrapper in (ImageFeatures, ImageFeaturesModel, SparkgradClassificationModel, SparkgradClassifier):
    setattr(_java_package, _wrapper.__name__, _wrapper)
sys.modules.setdefault("org.sparkgrad.ml", _java_package)

__all__ = ["ImageFeatures", "ImageFeaturesModel", "SparkgradClassificationModel", "SparkgradClassifier"]
