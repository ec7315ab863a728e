package org.sparkgrad.data;

import java.util.List;

/**
 * Training and test rows, loaded and cached.
 *
 * @param shape of the rows of both parts
 * @param classNames one name per label
 * @param sha256 identifies the bytes of both parts
 */
public record DataSet(
    DataShape shape, LabelledRows train, LabelledRows test, List<String> classNames, String sha256)
    implements AutoCloseable {

  /** How many blocks the training rows are cut into; the bits of what is trained depend on it. */
  public int blocks() {
    return train.layout().blocks();
  }

  /** Frees the executors' memory. */
  @Override
  public void close() {
    train.close();
    test.close();
  }
}
