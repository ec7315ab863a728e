package org.sparkgrad.distributed;

import java.io.Serializable;
import scala.runtime.AbstractFunction2;

/** Merges two sums; a named class for the reason that {@link AddBlock} is one. */
final class MergeSums extends AbstractFunction2<GradientSums, GradientSums, GradientSums>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public GradientSums apply(GradientSums first, GradientSums second) {
    return first.merge(second);
  }
}
