"""ImageFeatures and its model: feature strings such as hog(cell=4)+hsv|standardize as stages of pipelines."""

from pyspark.ml.common import inherit_doc
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel

from sparkgrad._java import HasJavaParams, Reader, java_class


@inherit_doc
class ImageFeatures(HasJavaParams, JavaEstimator, JavaMLReadable, JavaMLWritable):
    """Fits a feature string to images, vectors, arrays or binaries."""

    def __init__(self, **params):
        super().__init__()
        self._java_obj = self._new_java_obj(java_class("ImageFeatures"), self.uid)
        self._take_params()
        self._set(**params)

    def _create_model(self, java_model):
        return ImageFeaturesModel(java_model)

    @classmethod
    def read(cls):
        return Reader(cls)


@inherit_doc
class ImageFeaturesModel(HasJavaParams, JavaModel, JavaMLReadable, JavaMLWritable):
    """Fitted features: adds a column of vectors."""

    def __init__(self, java_model=None):
        super().__init__(java_model)
        if java_model is not None:
            self._transfer_params_from_java()

    @property
    def numFeatures(self):
        return self._call_java("numFeatures")

    @classmethod
    def read(cls):
        return Reader(cls)
