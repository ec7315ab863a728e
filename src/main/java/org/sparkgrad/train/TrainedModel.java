package org.sparkgrad.train;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.evaluation.Evaluator;
import org.sparkgrad.evaluation.GroupEvaluator;
import org.sparkgrad.evaluation.LocalScorer;
import org.sparkgrad.evaluation.NetworkFitting;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.feature.SeenRows;
import org.sparkgrad.layer.Fitting;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Network;

/**
 * A model with its parameters and the fitted features that it was trained on: all that it takes to
 * predict.
 *
 * @param loss what it was trained to make small
 * @param parameters as {@link Model#arrays} lays them out
 * @param classNames one name a class
 */
public record TrainedModel(
    Network model,
    Loss loss,
    FittedFeatures features,
    float[] parameters,
    List<String> classNames) {

  /** The same with other parameters. */
  TrainedModel with(float[] others) {
    return new TrainedModel(model, loss, features, others, classNames);
  }

  /** Overwrites its parameters. */
  void set(float[] others) {
    System.arraycopy(others, 0, parameters, 0, parameters.length);
  }

  /** The SHA-256 of the parameters as little-endian float32 numbers. */
  public String weightsSha256() {
    ByteBuffer bytes =
        ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(parameters);
    return DigestUtils.sha256Hex(bytes.array());
  }

  /** The share of its weights that are exactly 0; biases do not count. */
  public double sparsity() {
    long zeros = 0;
    long weights = 0;
    for (Segment segment : model.weights()) {
      weights += segment.size();
      for (int i = segment.start(); i < segment.end(); i++) {
        zeros += parameters[i] == 0 ? 1 : 0;
      }
    }
    return (double) zeros / weights;
  }

  /** Evaluates it, or predicts with it, on rows as {@link FittedFeatures#prepare} makes them. */
  public Evaluator evaluator(SeenRows seen) {
    return new Evaluator(model, loss, features.scaling(), seen, parameters);
  }

  /** What rows it takes. */
  public DataShape input() {
    return features.pipeline().data();
  }

  /** Scores rows of a data set where they are. */
  public LocalScorer localScorer() {
    return new LocalScorer(model, features, parameters);
  }

  /** The same on rows that are seen as they stand. */
  public Evaluator evaluator() {
    return evaluator(SeenRows.AS_THEY_STAND);
  }

  /**
   * Fits those parameters of models that descent leaves alone, and which evaluation reads: their
   * normalisations are given the statistics of a range of rows.
   *
   * @param models of one shape, with the same fitted features; modified
   */
  static void normalise(List<TrainedModel> models, JavaRDD<Block> blocks, RowRange range) {
    TrainedModel first = models.get(0);
    new NetworkFitting(first.model, first.features.scaling())
        .fit(
            Fitting.Time.BEFORE_EVALUATION,
            blocks,
            range,
            models.stream().map(TrainedModel::parameters).toList());
  }

  /**
   * For each model the evaluation of each range, in one pass over the rows.
   *
   * @param models at least one; all of one shape and loss, with the same fitted features
   */
  static List<List<Evaluation>> evaluate(
      List<TrainedModel> models, JavaRDD<Block> blocks, List<RowRange> ranges) {
    return evaluate(models, blocks, SeenRows.AS_THEY_STAND, ranges);
  }

  /** The same, rows of blocks seen in some way. */
  static List<List<Evaluation>> evaluate(
      List<TrainedModel> models, JavaRDD<Block> blocks, SeenRows seen, List<RowRange> ranges) {
    TrainedModel first = models.get(0);
    return new GroupEvaluator(first.model, first.loss, first.features.scaling(), seen)
        .evaluate(blocks, ranges, models.stream().map(TrainedModel::parameters).toList());
  }
}
