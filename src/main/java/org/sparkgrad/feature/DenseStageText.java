package org.sparkgrad.feature;

import java.util.List;
import org.sparkgrad.stats.Covariance;
import org.sparkgrad.stats.PrincipalComponents;

/**
 * Reads dense stages: {@code pca(share)}, {@code pca(count)}, either with {@code ,whiten}, {@code
 * zca} or {@code zca(epsilon)}.
 *
 * @param size values per row before the stage
 */
record DenseStageText(FeatureText text, long size) {
  private static final String PCA = "pca";
  private static final String ZCA = "zca";
  static final List<String> NAMES = List.of(PCA, ZCA);

  /** One example of every form. */
  static final List<String> FORMS =
      List.of("pca(0.95)", "pca(200)", "pca(0.95,whiten)", "pca(200,whiten)", ZCA, "zca(0.01)");

  private static final String WHITEN = "whiten";

  DenseStage read(FeatureText.Word name) {
    requireColumns(name);
    return name.text().equals(PCA) ? readPca() : readZca();
  }

  private void requireColumns(FeatureText.Word name) {
    int most =
        name.text().equals(PCA) ? Covariance.MOST_COLUMNS : PrincipalComponents.MOST_ZCA_COLUMNS;
    if (size > most) {
      throw text.error(
          "expected at most %d values of an image before '%s', found %d"
              .formatted(most, name.text(), size),
          name.place());
    }
  }

  private DenseStage readPca() {
    text.require('(', "'(' after 'pca'");
    FeatureText.Word amount = text.word();
    boolean whitens = text.take(',');
    if (whitens) {
      FeatureText.Word word = text.word();
      if (!word.text().equals(WHITEN)) {
        throw text.error("'" + WHITEN + "'", word);
      }
    }
    text.require(')', whitens ? "')'" : "',' or ')'");
    return amount.text().contains(".")
        ? DenseStage.ofShare(share(amount), whitens)
        : DenseStage.ofCount(count(amount), whitens);
  }

  private DenseStage readZca() {
    if (!text.take('(')) {
      return DenseStage.zca(DenseStage.DEFAULT_ZCA_EPSILON);
    }
    FeatureText.Word word = text.word();
    double epsilon = number(word);
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw text.error("an epsilon above 0", word);
    }
    text.require(')', "')'");
    return DenseStage.zca(epsilon);
  }

  private double share(FeatureText.Word word) {
    double share = number(word);
    if (!(share > 0 && share <= 1)) {
      throw text.error("a share of the variance above 0 and up to 1.0", word);
    }
    return share;
  }

  private int count(FeatureText.Word word) {
    double count = number(word);
    if (count != Math.rint(count) || count < 1 || count > size) {
      throw text.error("a share such as 0.95, or 1 to %d components".formatted(size), word);
    }
    return (int) count;
  }

  /** The number, or NaN if the word is none. */
  private static double number(FeatureText.Word word) {
    try {
      return Double.parseDouble(word.text());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
