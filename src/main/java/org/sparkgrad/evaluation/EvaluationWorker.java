package org.sparkgrad.evaluation;

import java.util.Arrays;
import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.loss.Loss;

/** The work of one task: evaluates several models on rows of its blocks. For one thread. */
final class EvaluationWorker {
  private final Scorer scorer;
  private final Loss loss;
  private final int classes;
  private final List<RowRange> ranges;
  private final List<List<Evaluation>> evaluations;

  /**
   * @param evaluations added to: for each of the scorer's models, one for each range
   */
  EvaluationWorker(
      Scorer scorer,
      Loss loss,
      int classes,
      List<RowRange> ranges,
      List<List<Evaluation>> evaluations) {
    this.scorer = scorer;
    this.loss = loss;
    this.classes = classes;
    this.ranges = ranges;
    this.evaluations = evaluations;
  }

  void add(Block block) {
    for (int range = 0; range < ranges.size(); range++) {
      for (RowRange chunk : ChunkInputs.chunks(ranges.get(range).intersect(block.rows()))) {
        addChunk(block, chunk, range);
      }
    }
    evaluations.forEach(ofModel -> ofModel.forEach(each -> each.addBlock(block.number())));
  }

  private void addChunk(Block block, RowRange rows, int range) {
    int[] labels = new int[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = block.label(rows.start() + i);
    }
    float[] scores = scorer.scores(block, rows);
    int size = labels.length * classes;
    for (int model = 0; model < evaluations.size(); model++) {
      float[] own = Arrays.copyOfRange(scores, model * size, (model + 1) * size);
      addScores(block, own, labels, evaluations.get(model).get(range));
    }
  }

  private void addScores(Block block, float[] scores, int[] labels, Evaluation evaluation) {
    for (int i = 0; i < labels.length; i++) {
      evaluation.add(labels[i], scores, i * classes);
    }
    evaluation.addLoss(
        block.number(),
        loss.evaluate(scores, labels, labels.length, classes, new float[scores.length]));
  }
}
