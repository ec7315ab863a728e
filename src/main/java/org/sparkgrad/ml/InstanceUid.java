package org.sparkgrad.ml;

/**
 * The uid of an object of Spark ML. The constructors of Spark's classes make their params, which
 * ask for the uid, before any field of a subclass is set: a constructor hands it over here before
 * it calls theirs. The field that keeps it must have no initialiser, which would run after them.
 */
final class InstanceUid {
  private static final ThreadLocal<String> HANDED_OVER = new ThreadLocal<>();
  private static final InstanceUid HANDED = new InstanceUid();

  private InstanceUid() {}

  /**
   * Hands a uid over to the object that this thread constructs next.
   *
   * @return an argument for a constructor, so that this runs before the one of its superclass
   */
  static InstanceUid hand(String uid) {
    HANDED_OVER.set(uid);
    return HANDED;
  }

  /**
   * The uid of an object.
   *
   * @param own what its field holds; null until it has been taken
   */
  static String take(String own) {
    if (own != null) {
      return own;
    }
    String handed = HANDED_OVER.get();
    HANDED_OVER.remove();
    return handed;
  }
}
