package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.evaluation.Evaluation;

/**
 * The training part, the first rows of the training files, and the validation part, the rest.
 *
 * @param train from row 0
 * @param validation the rows after it; may be empty
 * @param cut how the rows of both are cut into blocks
 */
record Parts(RowRange train, RowRange validation, RowBlocks cut) {

  static Parts of(LabelledRows images, int validation) {
    int end = images.rows() - validation;
    return new Parts(
        new RowRange(0, end),
        new RowRange(end, images.rows()),
        new RowBlocks(images.rows(), images.layout().blocks()));
  }

  /**
   * Evaluates models that can be evaluated in one pass on both parts. First their normalisations
   * are given the statistics of the training part.
   */
  List<PartEvaluations> evaluate(JavaRDD<Block> rows, List<TrainedModel> models) {
    return evaluate(rows, models, train);
  }

  /**
   * Evaluates on the first training rows, as many as there are validation rows, and on these. First
   * normalisations are given the statistics of those training rows.
   */
  List<PartEvaluations> evaluateSample(JavaRDD<Block> rows, List<TrainedModel> models) {
    return evaluate(rows, models, sample());
  }

  private RowRange sample() {
    int size = validation.size() == 0 ? train.size() : validation.size();
    return new RowRange(0, Math.min(size, train.size()));
  }

  /**
   * Evaluates on the validation part alone. First normalisations are given the statistics of as
   * many training rows.
   */
  List<PartEvaluations> evaluateValidation(JavaRDD<Block> rows, List<TrainedModel> models) {
    TrainedModel.normalise(models, rows, sample());
    return TrainedModel.evaluate(models, rows, List.of(validation)).stream()
        .map(ofParts -> PartEvaluations.ofValidation(ofParts.get(0)))
        .toList();
  }

  private List<PartEvaluations> evaluate(
      JavaRDD<Block> rows, List<TrainedModel> models, RowRange trainRows) {
    TrainedModel.normalise(models, rows, trainRows);
    return TrainedModel.evaluate(models, rows, List.of(trainRows, validation)).stream()
        .map(this::evaluations)
        .toList();
  }

  private PartEvaluations evaluations(List<Evaluation> ofParts) {
    return new PartEvaluations(
        Optional.of(ofParts.get(0)),
        Optional.of(ofParts.get(1)).filter(each -> validation.size() > 0),
        Optional.empty());
  }
}
