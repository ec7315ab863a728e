package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;

/** Spark's wrapper of binary classifiers reads their raw predictions. */
@ExtendWith(SharedSpark.class)
class OneVsRestTest {
  @Test
  void binaryClassifiersMakeOneOfThreeClasses(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 90, 3);
    SparkgradClassifier binary =
        new SparkgradClassifier()
            .setLearningRate(0.2)
            .setIterations(30)
            .setBatchSize(30)
            .setBlocks(2);
    Dataset<Row> predictions = new OneVsRest().setClassifier(binary).fit(table).transform(table);
    long correct = predictions.where("prediction = label").count();
    assertTrue(correct > 81, "correct: " + correct);
  }
}
