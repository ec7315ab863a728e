package org.sparkgrad.example;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.ml.SparkgradClassificationModel;
import org.sparkgrad.ml.SparkgradClassifier;

/** Trains on a DataFrame, predicts, saves, reads again, and chooses a learning rate. */
public final class TrainOnDataFrame {
  private TrainOnDataFrame() {}

  public static void main(String[] args) throws Exception {
    SparkSession spark = SparkSession.builder().getOrCreate();
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 200; id++) {
      double x = id % 20 - 9.5;
      rows.add(RowFactory.create(id, x * x < 25 ? 1.0 : 0.0, Vectors.dense(x, x * x)));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    Dataset<Row> table = spark.createDataFrame(rows, schema);

    SparkgradClassifier classifier =
        new SparkgradClassifier().setIdCol("id").setEpochs(30).setBatchSize(20).setL2(0.001);
    SparkgradClassificationModel model = classifier.setLearningRate(0.5).fit(table);
    model.transform(table).select("id", "probability", "prediction").show(3, false);
    System.out.println(model.summary().accuracy() + " " + model.weightsSha256());
    model.write().overwrite().save(args[0]);
    System.out.println(SparkgradClassificationModel.load(args[0]).predict(Vectors.dense(1, 1)));

    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.learningRate(), new double[] {0.001, 0.1, 0.5})
            .addGrid(classifier.l2(), new double[] {0, 0.01})
            .build();
    SparkgradClassificationModel best =
        (SparkgradClassificationModel)
            new CrossValidator()
                .setEstimator(classifier.fuse(grid, 2))
                .setEstimatorParamMaps(grid)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setNumFolds(2)
                .fit(table)
                .bestModel();
    System.out.println(best.getLearningRate());
  }
}
