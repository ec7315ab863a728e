package org.sparkgrad.image;

import java.util.List;
import org.sparkgrad.choice.Choice;

/**
 * The views of an image that a model's scores are averaged over when it is tested. All weights are
 * powers of two.
 *
 * <p>Source: Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural
 * networks", 2012, section 4.1, where probabilities are averaged; for the six and their weights
 * Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU", 2024, section 3.5.
 */
public enum TestViews implements Choice {
  /** The image as it is. */
  NONE(List.of(new View(0, false, 1))),
  /** The image and its mirror image. */
  MIRROR(List.of(new View(0, false, 0.5f), new View(0, true, 0.5f))),
  /** These two, and both moved by a pixel along the diagonal either way. */
  SIX(
      List.of(
          new View(0, false, 0.25f),
          new View(0, true, 0.25f),
          new View(-1, false, 0.125f),
          new View(-1, true, 0.125f),
          new View(1, false, 0.125f),
          new View(1, true, 0.125f)));

  private final List<View> views;

  TestViews(List<View> views) {
    this.views = views;
  }

  /** In the order in which their scores are added. */
  public List<View> views() {
    return views;
  }
}
