package org.sparkgrad.config;

/** What options are about; help lists them by it, in this order. */
public enum OptionGroup {
  MODEL("Model"),
  LOSS_AND_PENALTY("Loss and penalty"),
  OPTIMISER("Optimiser"),
  DATA_AND_FEATURES("Data and features"),
  RUN("Run"),
  CLUSTER("Cluster");

  private final String heading;

  OptionGroup(String heading) {
    this.heading = heading;
  }

  public String heading() {
    return heading;
  }
}
