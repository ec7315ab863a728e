package org.sparkgrad.distributed;

import java.io.Serializable;
import org.sparkgrad.dataset.Block;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Sums the blocks of a partition; a named class for the reason that {@link AddBlock} is one. */
final class SumPartition extends AbstractFunction1<Iterator<Block>, GradientSums>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AddBlock add;

  SumPartition(AddBlock add) {
    this.add = add;
  }

  @Override
  public GradientSums apply(Iterator<Block> blocks) {
    GradientSums sum = add.zero();
    while (blocks.hasNext()) {
      add.apply(sum, blocks.next());
    }
    return sum;
  }
}
