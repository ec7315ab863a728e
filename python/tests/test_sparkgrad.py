"""Runs where PySpark is installed: SPARKGRAD_JAR=sparkgrad.jar PYTHONPATH=python python3 -m unittest discover python/tests"""

import os
import tempfile
import unittest

try:
    import pyspark
except ImportError:
    raise unittest.SkipTest("PySpark is not installed")

JAR = os.environ.get("SPARKGRAD_JAR")


@unittest.skipIf(JAR is None, "SPARKGRAD_JAR names no jar")
class SparkgradTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession

        options = os.environ.get("SPARKGRAD_JAVA_OPTIONS", "--add-modules=jdk.incubator.vector")
        cls.spark = (
            SparkSession.builder.master("local[2]")
            .config("spark.jars", JAR)
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.extraJavaOptions", options)
            .getOrCreate()
        )

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()

    def table(self):
        from pyspark.ml.linalg import Vectors

        rows = [(i, float(i % 3), Vectors.dense([float((i % 3 == k) * 5 + i % 7) for k in range(4)])) for i in range(90)]
        return self.spark.createDataFrame(rows, ["id", "label", "features"])

    def classifier(self, **params):
        from sparkgrad import SparkgradClassifier

        return SparkgradClassifier(idCol="id", epochs=5.0, batchSize=30, **params)

    def test_params(self):
        classifier = self.classifier(learningRate=0.1)
        self.assertEqual(classifier.getLearningRate(), 0.1)
        self.assertEqual(classifier.setL2(0.5).getL2(), 0.5)
        self.assertEqual(classifier.getModel(), "linear")
        self.assertIn("learningRate", classifier.explainParams())
        with self.assertRaises(TypeError):
            self.classifier(learningRate="fast")

    def test_fit_transform_save_load(self):
        from sparkgrad import SparkgradClassificationModel, SparkgradClassifier

        table = self.table()
        classifier = self.classifier(learningRate=0.1)
        model = classifier.fit(table)
        self.assertEqual(model.weightsSha256, classifier.fit(table.repartition(7)).weightsSha256)
        self.assertEqual((model.numClasses, model.numFeatures), (3, 4))
        self.assertEqual(model.summary.totalIterations, 15)
        self.assertEqual(model.transform(table).where("prediction = label").count() / 90, model.summary.accuracy)
        with tempfile.TemporaryDirectory() as directory:
            model.save(directory + "/model")
            read = SparkgradClassificationModel.load(directory + "/model")
            self.assertEqual(read.weightsSha256, model.weightsSha256)
            classifier.save(directory + "/classifier")
            self.assertEqual(SparkgradClassifier.load(directory + "/classifier").getLearningRate(), 0.1)

    def test_cross_validator(self):
        from pyspark.ml.evaluation import MulticlassClassificationEvaluator
        from pyspark.ml.tuning import CrossValidator, ParamGridBuilder

        classifier = self.classifier()
        grid = ParamGridBuilder().addGrid(classifier.learningRate, [1e-6, 0.1]).build()
        fitted = CrossValidator(
            estimator=classifier,
            estimatorParamMaps=grid,
            evaluator=MulticlassClassificationEvaluator(metricName="accuracy"),
            numFolds=2,
        ).fit(self.table())
        self.assertEqual(fitted.bestModel.getLearningRate(), 0.1)
        self.assertGreater(fitted.avgMetrics[1], fitted.avgMetrics[0])

    def test_pipeline(self):
        from pyspark.ml import Pipeline, PipelineModel

        table = self.table()
        model = Pipeline(stages=[self.classifier()]).fit(table)
        with tempfile.TemporaryDirectory() as directory:
            model.save(directory + "/pipeline")
            read = PipelineModel.load(directory + "/pipeline")
            self.assertEqual(read.stages[0].weightsSha256, model.stages[0].weightsSha256)


if __name__ == "__main__":
    unittest.main()
