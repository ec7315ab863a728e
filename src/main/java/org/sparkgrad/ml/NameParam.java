package org.sparkgrad.ml;

import org.apache.spark.ml.param.Param;

/** The name of a column. */
final class NameParam extends Param<String> {
  private static final long serialVersionUID = 1L;

  NameParam(String owner, String name, String doc) {
    super(owner, name, doc, String.class);
  }

  @Override
  public void validate(String value) {
    if (value == null) {
      throw new IllegalArgumentException(name() + ": expected a name, found null");
    }
  }
}
