package org.sparkgrad.data.format;

import org.sparkgrad.choice.Choice;

/** Which labels of CIFAR-100 are the classes. */
public enum CifarLabels implements Choice {
  FINE("fine_label_names.txt", 100),
  COARSE("coarse_label_names.txt", 20);

  private final String namesFile;
  private final int classes;

  CifarLabels(String namesFile, int classes) {
    this.namesFile = namesFile;
    this.classes = classes;
  }

  String namesFile() {
    return namesFile;
  }

  int classes() {
    return classes;
  }
}
