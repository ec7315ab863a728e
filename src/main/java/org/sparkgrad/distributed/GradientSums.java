package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.linalg.FixedPointSums;
import org.sparkgrad.linalg.PartialSums;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.model.Model;

/**
 * The sums of losses and gradients over rows of a batch, for several models at once. The total has
 * the same bits in whatever order and grouping it was made: losses are summed in fixed point,
 * gradients along a {@link BlockTree}. As many gradients are kept apart as have to wait for blocks
 * that are elsewhere: mostly one.
 *
 * <p>The arrays are made when the first rows come, so that Spark ships no arrays of zeros to the
 * partitions, and a partition without a row of the batch sends none back.
 */
final class GradientSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int models;
  private final int parameters;
  private final BlockTree tree = new BlockTree();
  private long rows;
  private FixedPointSums losses;

  /** In the order of the blocks. */
  private List<GradientSum> gradients = new ArrayList<>();

  /** No rows yet. */
  GradientSums(Model model, int models) {
    this.models = models;
    parameters = Math.multiplyExact(models, model.parameters());
  }

  /** Takes in a block, all rows of which have been or will be added before the sums are asked. */
  void addBlock(int number) {
    tree.add(number);
  }

  /** Counts rows in whose losses and gradients are to be added. */
  void addRows(long added) {
    rows += added;
    if (losses == null) {
      losses = new FixedPointSums(models, models);
    }
  }

  long rows() {
    return rows;
  }

  /** One sum a model. */
  FixedPointSums losses() {
    return losses;
  }

  /**
   * Room for the gradients of some groups of rows, laid out as the parameters of the models are;
   * see {@link Model#place}.
   *
   * @param ends the row behind each group
   * @param numbers the block of each group, ascending
   */
  PartialSums room(int[] ends, int[] numbers) {
    return new PartialSums(
        parameters, new RowGroups(ends, tree.additions(numbers, numbers(gradients))));
  }

  /** Takes in what has been put into {@link #room}. */
  void addGradients(PartialSums added, int[] numbers) {
    int[] additions = added.groups().additions();
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      left.add(numbers[i]);
      left.subList(left.size() - additions[i], left.size()).clear();
    }
    for (int i = 0; i < left.size(); i++) {
      insert(new GradientSum(left.get(i), added.vectors().get(i)));
    }
    addUp();
  }

  private void insert(GradientSum gradient) {
    int at = gradients.size();
    while (at > 0 && gradients.get(at - 1).number() > gradient.number()) {
      at--;
    }
    if (at > 0 && gradients.get(at - 1).number() == gradient.number()) {
      gradients.get(at - 1).add(gradient);
    } else {
      gradients.add(at, gradient);
    }
  }

  private void addUp() {
    int[] additions = tree.additions(numbers(gradients));
    List<GradientSum> left = new ArrayList<>();
    for (int i = 0; i < additions.length; i++) {
      left.add(gradients.get(i));
      for (int j = 0; j < additions[i]; j++) {
        GradientSum last = left.remove(left.size() - 1);
        left.get(left.size() - 1).add(last);
      }
    }
    gradients = left;
  }

  /** In the order of the blocks. */
  List<GradientSum> gradients() {
    return gradients;
  }

  static int[] numbers(List<GradientSum> gradients) {
    return gradients.stream().mapToInt(GradientSum::number).toArray();
  }

  /** Adds up what can be now that all blocks are there. */
  GradientSums finish() {
    addUp();
    return this;
  }

  /** Adds the sums of other blocks, which may be used no longer. */
  GradientSums merge(GradientSums other) {
    tree.add(other.tree);
    if (other.rows > 0) {
      addRows(other.rows);
      losses.add(other.losses);
      other.gradients.forEach(this::insert);
    }
    return finish();
  }
}
