package org.sparkgrad.distributed;

import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * The driver's side of the direct job: takes the sums of partitions as they arrive, and adds them
 * up once they are many.
 */
final class GatherSums extends AbstractFunction2<Object, LossAggregator, BoxedUnit> {
  /** 256 MiB of gradients. */
  private static final long MOST_FLOATS = 64L << 20;

  private final Exchange<LossAggregator> exchange;
  private final LossAggregator total = new LossAggregator();

  GatherSums(Exchange<LossAggregator> exchange) {
    this.exchange = exchange;
  }

  /** Spark calls it for one partition at a time. */
  @Override
  public BoxedUnit apply(Object partition, LossAggregator result) {
    total.gather(exchange.take((Integer) partition, result));
    if (total.floats() > MOST_FLOATS) {
      total.finish();
    }
    return BoxedUnit.UNIT;
  }

  /** The sums over the partitions that have arrived. */
  LossAggregator total() {
    return total;
  }
}
