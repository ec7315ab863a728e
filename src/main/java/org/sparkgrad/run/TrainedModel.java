package org.sparkgrad.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.dataset.Sha256;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.evaluation.Evaluator;
import org.sparkgrad.evaluation.GroupEvaluator;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;

/**
 * A model with its parameters and the fitted features that it was trained on: all that it takes to
 * predict.
 *
 * @param features the feature string that {@code scaling} was fitted from
 * @param parameters as {@link Model#arrays} lays them out
 * @param classNames one name a class
 */
public record TrainedModel(
    Model model,
    String features,
    PixelScaling scaling,
    float[] parameters,
    List<String> classNames) {
  private static final Loss LOSS = new SoftmaxCrossEntropy();

  /** The SHA-256 of the parameters as little-endian float32 numbers. */
  public String weightsSha256() {
    ByteBuffer bytes =
        ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(parameters);
    Sha256 digest = new Sha256();
    digest.update(bytes.array(), bytes.capacity());
    return digest.hex();
  }

  /** Evaluates it, or predicts with it. */
  public Evaluator evaluator() {
    return new Evaluator(model, LOSS, scaling, parameters);
  }

  /**
   * For each model the evaluation of each range, in one pass over the rows.
   *
   * @param models at least one; all of one shape, with the same fitted features
   */
  static List<List<Evaluation>> evaluate(
      List<TrainedModel> models, JavaRDD<Block> blocks, List<RowRange> ranges) {
    TrainedModel first = models.get(0);
    return new GroupEvaluator(first.model, LOSS, first.scaling)
        .evaluate(blocks, ranges, models.stream().map(TrainedModel::parameters).toList());
  }
}
