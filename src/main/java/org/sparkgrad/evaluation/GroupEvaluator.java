package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.SeenRows;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import scala.reflect.ClassTag;

/**
 * Evaluates models of one shape on ranges of rows of a distributed data set, in one pass: each row
 * is read once for all of them, and each has the bits that it would have alone.
 */
public final class GroupEvaluator implements Serializable {
  private static final long serialVersionUID = 1L;

  /** 8 MiB of floats: enough linear models that reading a row costs each of them little. */
  static final int PARAMETERS_AT_A_TIME = 1 << 21;

  /** 64 MiB of floats, which a task makes of the rows that it reads at a time. */
  private static final int VALUES_AT_A_TIME = 1 << 24;

  private static final ClassTag<List<List<Evaluation>>> EVALUATIONS_TAG =
      ClassTag.apply(List.class);

  private final Model model;
  private final Loss loss;
  private final FeatureScaling scaling;
  private final SeenRows seen;

  /**
   * @param model the shape of each model
   * @param seen how rows of blocks are seen
   * @throws IllegalArgumentException if the scaling gives other features than the model takes
   */
  public GroupEvaluator(Model model, Loss loss, FeatureScaling scaling, SeenRows seen) {
    if (scaling.features() != model.features()) {
      throw new IllegalArgumentException(
          "evaluate: expected a model of the %d features that the scaling gives, found one of %d"
              .formatted(scaling.features(), model.features()));
    }
    this.model = model;
    this.loss = loss;
    this.scaling = scaling;
    this.seen = seen;
  }

  /** Of rows as they stand in the blocks. */
  public GroupEvaluator(Model model, Loss loss, FeatureScaling scaling) {
    this(model, loss, scaling, SeenRows.AS_THEY_STAND);
  }

  /**
   * For each model, in their order, the evaluation of each range, in their order. All ranges and
   * the models that have 8 MiB of parameters together, and make 64 MiB of what a task reads at a
   * time, are one job; more models are several jobs, one after the other.
   *
   * @param parameters one vector per model
   */
  public List<List<Evaluation>> evaluate(
      JavaRDD<Block> blocks, List<RowRange> ranges, List<float[]> parameters) {
    List<List<Evaluation>> all = new ArrayList<>();
    int models = modelsAtATime(model);
    for (int start = 0; start < parameters.size(); start += models) {
      int end = Math.min(start + models, parameters.size());
      all.addAll(evaluateInOneJob(blocks, ranges, parameters.subList(start, end)));
    }
    return all;
  }

  /** How many models are worked on in one pass over the rows: at least one. */
  static int modelsAtATime(Model model) {
    long byValues = VALUES_AT_A_TIME / (ChunkInputs.ROWS * model.valuesPerRow());
    return (int) Math.max(1, Math.min(byValues, PARAMETERS_AT_A_TIME / model.parameters()));
  }

  Loss loss() {
    return loss;
  }

  TestViews testViews() {
    return seen.testViews();
  }

  /** Scores rows with models whose parameters stand side by side. */
  Scorer scorer(int models, float[] parameters) {
    return new Scorer(model, models, scaling, seen, parameters);
  }

  private List<List<Evaluation>> evaluateInOneJob(
      JavaRDD<Block> blocks, List<RowRange> ranges, List<float[]> parameters) {
    int models = parameters.size();
    List<RowRange> shipped = new ArrayList<>(ranges);
    Broadcast<float[]> joined =
        JavaSparkContext.fromSparkContext(blocks.context()).broadcast(model.sideBySide(parameters));
    List<List<Evaluation>> total = zeros(models, ranges.size());
    try {
      EvaluatePartition task = new EvaluatePartition(this, shipped, models, joined);
      blocks.context().runJob(blocks.rdd(), task, new MergeEvaluations(total), EVALUATIONS_TAG);
      return total;
    } finally {
      joined.destroy();
    }
  }

  /** The part that runs on an executor. */
  List<List<Evaluation>> evaluate(
      Iterator<Block> blocks, List<RowRange> ranges, int models, float[] parameters) {
    List<List<Evaluation>> evaluations = zeros(models, ranges.size());
    Scorer scorer = scorer(models, parameters);
    EvaluationWorker worker =
        new EvaluationWorker(scorer, loss, model.classes(), ranges, evaluations);
    blocks.forEachRemaining(worker::add);
    return evaluations;
  }

  private List<List<Evaluation>> zeros(int models, int ranges) {
    List<List<Evaluation>> zeros = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      List<Evaluation> own = new ArrayList<>();
      for (int j = 0; j < ranges; j++) {
        own.add(new Evaluation(model.classes()));
      }
      zeros.add(own);
    }
    return zeros;
  }
}
