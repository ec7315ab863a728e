package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/** Evaluates a model on ranges of rows of a distributed data set, all ranges in one job. */
public final class Evaluator implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK_ROWS = 50;

  private final Model model;
  private final Loss loss;
  private final PixelScaling scaling;
  private final float[] parameters;

  public Evaluator(Model model, Loss loss, PixelScaling scaling, float[] parameters) {
    if (scaling.features() != model.features()) {
      throw new IllegalArgumentException(
          "evaluate: expected a model of the %d features that the scaling gives, found one of %d"
              .formatted(scaling.features(), model.features()));
    }
    this.model = model;
    this.loss = loss;
    this.scaling = scaling;
    this.parameters = parameters;
  }

  /** The evaluation of each range, in their order. */
  public List<Evaluation> evaluate(JavaRDD<Block> blocks, List<RowRange> ranges) {
    List<RowRange> shipped = new ArrayList<>(ranges);
    return blocks
        .map(block -> evaluate(block, shipped))
        .fold(zeros(ranges.size()), Evaluator::merge);
  }

  /** The evaluation of one range. */
  public Evaluation evaluate(JavaRDD<Block> blocks, RowRange range) {
    return evaluate(blocks, List.of(range)).get(0);
  }

  /** The scores of rows of one block, row-major, rows x classes. */
  public float[] scores(Block block, RowRange rows) {
    return scores(model.at(parameters), block, rows);
  }

  private float[] scores(Model.Pass pass, Block block, RowRange rows) {
    float[] inputs = new float[rows.size() * model.features()];
    for (int row = rows.start(); row < rows.end(); row++) {
      block.features(row, scaling, inputs, (row - rows.start()) * model.features());
    }
    float[] scores = new float[rows.size() * model.classes()];
    pass.forward(inputs, rows.size(), scores);
    return scores;
  }

  /** The class with the largest of the scores that start at {@code from}; the first of equals. */
  public static int prediction(float[] scores, int from, int classes) {
    int best = 0;
    for (int j = 1; j < classes; j++) {
      if (scores[from + j] > scores[from + best]) {
        best = j;
      }
    }
    return best;
  }

  private List<Evaluation> evaluate(Block block, List<RowRange> ranges) {
    List<Evaluation> evaluations = zeros(ranges.size());
    Model.Pass pass = model.at(parameters);
    for (int i = 0; i < ranges.size(); i++) {
      RowRange here = ranges.get(i).intersect(new RowRange(block.firstRow(), block.endRow()));
      for (int start = here.start(); start < here.end(); start += CHUNK_ROWS) {
        RowRange chunk = new RowRange(start, Math.min(start + CHUNK_ROWS, here.end()));
        addChunk(pass, block, chunk, evaluations.get(i));
      }
    }
    return evaluations;
  }

  private void addChunk(Model.Pass pass, Block block, RowRange rows, Evaluation evaluation) {
    int classes = model.classes();
    float[] scores = scores(pass, block, rows);
    byte[] labels = new byte[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = block.label(rows.start() + i);
      evaluation.confusion().add(labels[i], prediction(scores, i * classes, classes));
    }
    evaluation.addLoss(
        loss.evaluate(scores, labels, labels.length, classes, new float[scores.length]));
  }

  private List<Evaluation> zeros(int count) {
    List<Evaluation> zeros = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      zeros.add(new Evaluation(model.classes()));
    }
    return zeros;
  }

  private static List<Evaluation> merge(List<Evaluation> first, List<Evaluation> second) {
    for (int i = 0; i < first.size(); i++) {
      first.get(i).merge(second.get(i));
    }
    return first;
  }
}
