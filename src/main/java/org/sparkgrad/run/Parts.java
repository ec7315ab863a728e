package org.sparkgrad.run;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.dataset.LabelledImages;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.evaluation.Evaluation;

/**
 * The training part, the first rows of the training files, and the validation part, the rest.
 *
 * @param train from row 0
 * @param validation the rows behind; may be empty
 */
record Parts(RowRange train, RowRange validation) {

  static Parts of(LabelledImages images, int validation) {
    int end = images.rows() - validation;
    return new Parts(new RowRange(0, end), new RowRange(end, images.rows()));
  }

  /** A model's evaluations; the second is empty where there is no validation part. */
  record Evaluations(Evaluation train, Optional<Evaluation> validation) {}

  /** Evaluates on both parts, in one job. */
  Evaluations evaluate(LabelledImages images, TrainedModel model) {
    return evaluate(images, model, train);
  }

  /** Evaluates on the first training rows, as many as there are validation rows, and on these. */
  Evaluations evaluateSample(LabelledImages images, TrainedModel model) {
    int size = validation.size() == 0 ? train.size() : validation.size();
    return evaluate(images, model, new RowRange(0, Math.min(size, train.size())));
  }

  private Evaluations evaluate(LabelledImages images, TrainedModel model, RowRange trainRows) {
    List<Evaluation> evaluations =
        model.evaluator().evaluate(images.blocks(), List.of(trainRows, validation));
    return new Evaluations(
        evaluations.get(0), Optional.of(evaluations.get(1)).filter(each -> validation.size() > 0));
  }
}
