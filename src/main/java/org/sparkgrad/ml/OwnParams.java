package org.sparkgrad.ml;

import org.apache.spark.ml.param.Params;

/**
 * What has params of Sparkgrad's. Spark finds params as public methods without arguments, so each
 * has its own in the interfaces that extend this one. A class names all of them, those too that
 * others extend: Py4J, by which PySpark calls methods, looks no further.
 */
public interface OwnParams extends Params {
  /** The params and the uid that owns them, kept in a field without an initialiser. */
  InstanceParams own();

  @Override
  default String uid() {
    return own().uid();
  }
}
