"""What leads from Python to the classes of the jar."""

from pyspark import SparkContext
from pyspark.ml.param import Param, TypeConverters
from pyspark.ml.util import JavaMLReader
from pyspark.ml.wrapper import JavaParams

_PACKAGE = "org.sparkgrad.ml."


def java_class(name):
    """The name of a class of the jar, once it is known that Spark has it."""
    full = _PACKAGE + name
    context = SparkContext._active_spark_context
    if context is None:
        raise RuntimeError("sparkgrad: expected a running SparkSession, found none")
    jvm = context._jvm
    # py4j takes a class that it does not find for a package.
    if type(getattr(getattr(jvm.org.sparkgrad, "ml"), name)).__name__ == "JavaPackage":
        scala = jvm.scala.util.Properties.versionNumberString()
        raise RuntimeError(
            f"sparkgrad: expected {full} on Spark's class path, found none: start Spark with"
            f" --jars sparkgrad.jar, built for Spark {context.version} and Scala {scala}"
        )
    return full


class Reader(JavaMLReader):
    """Reads an estimator or model by the class of the jar that its wrapper stands for."""

    @classmethod
    def _java_loader_class(cls, clazz):
        return java_class(clazz.__name__)


_CONVERTERS = {
    "IntParam": TypeConverters.toInt,
    "LongParam": TypeConverters.toInt,
    "DoubleParam": TypeConverters.toFloat,
    "BooleanParam": TypeConverters.toBoolean,
    "DoubleArrayParam": TypeConverters.toListFloat,
}


def _kind(java_param):
    """The class of Spark's that a param of the jar is one of; texts have none."""
    kind = java_param.getClass()
    while kind is not None and not kind.getName().startswith("org.apache.spark.ml.param."):
        kind = kind.getSuperclass()
    return kind.getSimpleName()


class HasJavaParams(JavaParams):
    """Takes its params from the object of the jar, so that there is one list of them."""

    def _take_params(self):
        for java_param in self._java_obj.params():
            name = java_param.name()
            convert = _CONVERTERS.get(_kind(java_param), TypeConverters.toString)
            setattr(self, name, Param(self, name, java_param.doc(), convert))
        self._params = None
        self._transfer_params_from_java()

    def __getattr__(self, name):
        if name.startswith("get") and len(name) > 3:
            param = name[3].lower() + name[4:]
            if "_java_obj" in self.__dict__ and self.hasParam(param):
                return lambda: self.getOrDefault(param)
        if name.startswith("set") and len(name) > 3:
            param = name[3].lower() + name[4:]
            if "_java_obj" in self.__dict__ and self.hasParam(param):
                return lambda value: self._set(**{param: value})
        raise AttributeError(f"{type(self).__name__} has no attribute {name}")
