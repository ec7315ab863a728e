package org.sparkgrad.evaluation;

import java.util.List;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The driver's side of an evaluation: merges what partitions come to as it arrives, in whatever
 * order.
 */
final class MergeEvaluations extends AbstractFunction2<Object, List<List<Evaluation>>, BoxedUnit> {
  private final List<List<Evaluation>> total;

  /**
   * @param total merged into: for each model, one for each range
   */
  MergeEvaluations(List<List<Evaluation>> total) {
    this.total = total;
  }

  /** Spark calls it for one partition at a time. */
  @Override
  public BoxedUnit apply(Object partition, List<List<Evaluation>> result) {
    for (int model = 0; model < total.size(); model++) {
      for (int range = 0; range < total.get(model).size(); range++) {
        total.get(model).get(range).merge(result.get(model).get(range));
      }
    }
    return BoxedUnit.UNIT;
  }
}
