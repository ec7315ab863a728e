package org.sparkgrad.distributed;

import java.io.Serializable;
import scala.runtime.AbstractFunction2;

/** Merges two sums; a named class for the reason that {@link AddBlock} is one. */
final class MergeSums extends AbstractFunction2<GradientSum, GradientSum, GradientSum>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public GradientSum apply(GradientSum first, GradientSum second) {
    return first.merge(second);
  }
}
