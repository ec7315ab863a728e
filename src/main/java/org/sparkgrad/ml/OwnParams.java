package org.sparkgrad.ml;

import org.apache.spark.ml.param.Params;

/**
 * What has params of Sparkgrad's. Spark finds params as public methods without arguments, so each
 * has its own in the interfaces that extend this one.
 */
public interface OwnParams extends Params {
  /** The params and the uid that owns them, kept in a field without an initialiser. */
  InstanceParams own();

  @Override
  default String uid() {
    return own().uid();
  }
}
