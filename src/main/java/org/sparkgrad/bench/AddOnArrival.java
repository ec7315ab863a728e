package org.sparkgrad.bench;

import org.sparkgrad.distributed.Exchange;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Adds the sums of partitions on the driver, in the order in which they arrive. */
final class AddOnArrival extends AbstractFunction2<Object, PlainSums, BoxedUnit> {
  private final Exchange<PlainSums> exchange;
  private final PlainSums sums = new PlainSums();

  AddOnArrival(Exchange<PlainSums> exchange) {
    this.exchange = exchange;
  }

  /** Spark calls it for one partition at a time. */
  @Override
  public BoxedUnit apply(Object partition, PlainSums result) {
    sums.add(exchange.take((Integer) partition, result));
    return BoxedUnit.UNIT;
  }

  /** The sum over the partitions that have arrived. */
  PlainSums sums() {
    return sums;
  }
}
