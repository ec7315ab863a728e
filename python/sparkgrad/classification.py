"""SparkgradClassifier and its model. Params, their ranges and defaults are those of the jar: explainParams()."""

from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel
from pyspark.ml.common import inherit_doc

from sparkgrad._java import HasJavaParams, Reader, java_class


@inherit_doc
class SparkgradClassifier(HasJavaParams, JavaEstimator, JavaMLReadable, JavaMLWritable):
    """Trains a classifier on features (vectors, arrays, binaries or images) and labels 0, 1, ..., k - 1.

    Each param has a keyword, a setter and a getter: ``SparkgradClassifier(learningRate=0.1, l2=0.01)``.
    """

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj(java_class("SparkgradClassifier"), self.uid)
        self._take_params()
        self._set(**params)

    def setParams(self, **params):
        """Sets several params."""
        return self._set(**params)

    def _create_model(self, java_model):
        return SparkgradClassificationModel(java_model)

    def fitMultiple(self, dataset, paramMaps):
        """Trains all param maps together, in as few passes as can be; yields (index, model)."""
        java_maps = [self.copy(each)._java_param_map() for each in paramMaps]
        gateway = self._gateway()
        array = gateway.new_array(gateway.jvm.org.apache.spark.ml.param.ParamMap, len(java_maps))
        for i, each in enumerate(java_maps):
            array[i] = each
        self._transfer_params_to_java()
        models = self._java_obj.fit(dataset._jdf, array)
        return iter([(i, self._copyValues(self._create_model(each), paramMaps[i])) for i, each in enumerate(models)])

    def _java_param_map(self):
        self._transfer_params_to_java()
        return self._java_obj.paramMap()

    @staticmethod
    def _gateway():
        from pyspark import SparkContext

        return SparkContext._active_spark_context._gateway

    @classmethod
    def read(cls):
        return Reader(cls)


@inherit_doc
class SparkgradClassificationModel(HasJavaParams, JavaModel, JavaMLReadable, JavaMLWritable):
    """A trained classifier."""

    def __init__(self, java_model=None):
        super().__init__(java_model)
        if java_model is not None:
            self._transfer_params_from_java()

    @property
    def numClasses(self):
        return self._call_java("numClasses")

    @property
    def numFeatures(self):
        return self._call_java("numFeatures")

    @property
    def classNames(self):
        return list(self._call_java("classNames"))

    @property
    def weightsSha256(self):
        return self._call_java("weightsSha256")

    @property
    def hasSummary(self):
        return self._call_java("hasSummary")

    @property
    def summary(self):
        """How training went; not of a model that was read."""
        return SparkgradTrainingSummary(self._call_java("summary"))

    def predict(self, value):
        """The class of one vector."""
        return self._call_java("predict", value)

    def predictRaw(self, value):
        """The score of each class."""
        return self._call_java("predictRaw", value)

    def predictProbability(self, value):
        return self._call_java("predictProbability", value)

    @classmethod
    def read(cls):
        return Reader(cls)


class SparkgradTrainingSummary:
    """How the training of a model went."""

    def __init__(self, java_summary):
        self._java_obj = java_summary

    @property
    def objectiveHistory(self):
        return list(self._java_obj.objectiveHistory())

    @property
    def totalIterations(self):
        return self._java_obj.totalIterations()

    @property
    def accuracy(self):
        return self._java_obj.accuracy()

    @property
    def validationAccuracy(self):
        return self._java_obj.validationAccuracy()
