package org.sparkgrad.convnet;

/** Training of {@code cifar-net}, a batch at a time. */
interface Training extends AutoCloseable {
  /** Makes the next step. */
  void step();

  @Override
  void close();
}
