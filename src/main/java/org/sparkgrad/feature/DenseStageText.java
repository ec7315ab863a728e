package org.sparkgrad.feature;

import java.util.List;
import org.sparkgrad.choice.MarkedText;
import org.sparkgrad.choice.PlainNumber;
import org.sparkgrad.stats.Covariance;
import org.sparkgrad.stats.PrincipalComponents;

/**
 * Reads dense stages: {@code pca(share)}, {@code pca(count)}, either with {@code ,whiten}, {@code
 * zca} or {@code zca(epsilon)}.
 *
 * @param text of the whole string
 * @param name the word that names the stage
 * @param amount what is kept; the name if all is
 */
record DenseStageText(
    MarkedText text, DenseStage stage, MarkedText.Word name, MarkedText.Word amount) {
  private static final String PCA = "pca";
  private static final String ZCA = "zca";
  static final List<String> NAMES = List.of(PCA, ZCA);

  /** One example of every form. */
  static final List<String> FORMS =
      List.of("pca(0.95)", "pca(200)", "pca(0.95,whiten)", "pca(200,whiten)", ZCA, "zca(0.01)");

  private static final String WHITEN = "whiten";

  /** Reads what comes after the name. */
  static DenseStageText read(MarkedText text, MarkedText.Word name) {
    return name.text().equals(PCA) ? readPca(text, name) : readZca(text, name);
  }

  private static DenseStageText readPca(MarkedText text, MarkedText.Word name) {
    text.require('(', "'(' after 'pca'");
    MarkedText.Word amount = text.word();
    boolean whitens = text.take(',');
    if (whitens) {
      MarkedText.Word word = text.word();
      if (!word.text().equals(WHITEN)) {
        throw text.error("'" + WHITEN + "'", word);
      }
    }
    text.require(')', whitens ? "')'" : "',' or ')'");
    DenseStage stage =
        amount.text().contains(".")
            ? DenseStage.ofShare(share(text, amount), whitens)
            : DenseStage.ofCount(count(text, amount), whitens);
    return new DenseStageText(text, stage, name, amount);
  }

  private static DenseStageText readZca(MarkedText text, MarkedText.Word name) {
    double epsilon = DenseStage.DEFAULT_ZCA_EPSILON;
    if (text.take('(')) {
      MarkedText.Word word = text.word();
      epsilon = number(word);
      if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
        throw text.error("an epsilon above 0", word);
      }
      text.require(')', "')'");
    }
    return new DenseStageText(text, DenseStage.zca(epsilon), name, name);
  }

  /**
   * The stage after so many values.
   *
   * @throws IllegalArgumentException if they are too many for it, or fewer than it keeps
   */
  DenseStage at(long size) {
    int most =
        name.text().equals(PCA) ? Covariance.MOST_COLUMNS : PrincipalComponents.MOST_ZCA_COLUMNS;
    if (size > most) {
      throw text.error(
          "expected at most %d values per row before '%s', found %d"
              .formatted(most, name.text(), size),
          name.place());
    }
    if (stage.count() > size) {
      throw text.error("a share such as 0.95, or 1 to %d components".formatted(size), amount);
    }
    return stage;
  }

  private static double share(MarkedText text, MarkedText.Word word) {
    double share = number(word);
    if (!(share > 0 && share <= 1)) {
      throw text.error("a share of the variance above 0 and up to 1.0", word);
    }
    return share;
  }

  private static int count(MarkedText text, MarkedText.Word word) {
    double count = number(word);
    if (count != Math.rint(count) || count < 1 || count > Integer.MAX_VALUE) {
      throw text.error("a share such as 0.95, or a number of components", word);
    }
    return (int) count;
  }

  /** The number, or NaN if the word is none. */
  private static double number(MarkedText.Word word) {
    try {
      return PlainNumber.real(word.text());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
