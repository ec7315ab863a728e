"""What leads from Python to the classes of the jar."""

from pyspark import SparkContext
from pyspark.ml.util import JavaMLReader

_PACKAGE = "org.sparkgrad.ml."


def java_class(name):
    """The name of a class of the jar, once it is known that Spark has it."""
    full = _PACKAGE + name
    jvm = SparkContext._active_spark_context._jvm
    # py4j takes a class that it does not find for a package.
    if type(getattr(getattr(jvm.org.sparkgrad, "ml"), name)).__name__ == "JavaPackage":
        spark = SparkContext._active_spark_context.version
        scala = jvm.scala.util.Properties.versionNumberString()
        raise RuntimeError(
            f"sparkgrad: expected {full} on Spark's class path, found none: start Spark with"
            f" --jars sparkgrad.jar, built for Spark {spark} and Scala {scala}"
        )
    return full


class Reader(JavaMLReader):
    """Reads an estimator or model by the class of the jar that its wrapper stands for."""

    @classmethod
    def _java_loader_class(cls, clazz):
        return java_class(clazz.__name__)
