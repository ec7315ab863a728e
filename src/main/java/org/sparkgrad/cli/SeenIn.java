package org.sparkgrad.cli;

import org.sparkgrad.image.TestViews;

/** Says of figures for people in which views of the images they were measured. */
final class SeenIn {
  private SeenIn() {}

  /** Begins with a colon; empty for images as they are. */
  static String words(TestViews views) {
    return views == TestViews.NONE
        ? ""
        : ": scores are averages over %d views of each image (test views: %s)"
            .formatted(views.views().size(), views.label());
  }
}
