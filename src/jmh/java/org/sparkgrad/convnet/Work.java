package org.sparkgrad.convnet;

/** What is made of a convolution. */
public enum Work {
  FORWARD("forward", 1),
  GRADIENTS("forward and gradients", 3);

  private final String title;
  private final int products;

  Work(String title, int products) {
    this.title = title;
    this.products = products;
  }

  /** How many products it is, each of as many terms. */
  int products() {
    return products;
  }

  @Override
  public String toString() {
    return title;
  }
}
