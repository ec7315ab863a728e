package org.sparkgrad.ml;

import java.io.Serializable;

/**
 * The uid of an object of Spark ML and its params, which are made when they are first asked for.
 *
 * <p>The constructors of Spark's classes ask for both before any field of a subclass is set: a
 * constructor hands the uid over here before it calls theirs. The field that keeps this must have
 * no initialiser, which would run after them.
 */
public final class InstanceParams implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<String> HANDED_OVER = new ThreadLocal<>();
  private static final Handed HANDED = new Handed();

  private final String uid;
  private ParamSet hyperparameters;
  private DataParamSet data;
  private ColumnParamSet columns;
  private InputOutputSet inputOutput;

  private InstanceParams(String uid) {
    this.uid = uid;
  }

  /** An argument for a constructor: the uid has been handed over before that of its superclass. */
  static final class Handed {
    private Handed() {}
  }

  /** Hands a uid over to the object that this thread constructs next. */
  static Handed hand(String uid) {
    HANDED_OVER.set(uid);
    return HANDED;
  }

  /**
   * Those of an object.
   *
   * @param own what its field holds; null until this has been called
   */
  static InstanceParams of(InstanceParams own) {
    if (own != null) {
      return own;
    }
    InstanceParams handed = new InstanceParams(HANDED_OVER.get());
    HANDED_OVER.remove();
    return handed;
  }

  String uid() {
    return uid;
  }

  ParamSet hyperparameters() {
    hyperparameters = hyperparameters == null ? new ParamSet(uid) : hyperparameters;
    return hyperparameters;
  }

  DataParamSet data() {
    data = data == null ? new DataParamSet(uid) : data;
    return data;
  }

  /** Those of a classifier alone. */
  ColumnParamSet columns() {
    columns = columns == null ? new ColumnParamSet(uid) : columns;
    return columns;
  }

  /** Those of features alone. */
  InputOutputSet inputOutput() {
    inputOutput = inputOutput == null ? new InputOutputSet(uid) : inputOutput;
    return inputOutput;
  }
}
