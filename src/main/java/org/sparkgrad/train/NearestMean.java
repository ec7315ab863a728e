package org.sparkgrad.train;

import java.util.List;
import org.sparkgrad.io.DataException;
import org.sparkgrad.model.Model;
import org.sparkgrad.stats.ClassMeans;

/**
 * The nearest-mean classifier as a linear one: {@code score_j = (2 m_j·x - |m_j|²) / D}, where m_j
 * is the mean of class j and D the number of features.
 *
 * <p>That is {@code (|x|² - |x - m_j|²) / D}, so the largest score is that of the mean nearest to x
 * in Euclidean distance, the first of equals. D keeps the scores, and with them the losses, of a
 * size that does not grow with the number of features.
 */
final class NearestMean {
  private NearestMean() {}

  /**
   * The parameters, as a linear model lays them out.
   *
   * @param model linear, with a bias
   * @param classNames one name per class, for the message
   * @throws DataException if a class has no rows
   */
  static float[] parameters(Model model, ClassMeans means, List<String> classNames) {
    int features = model.features();
    int biases = model.classes() * features;
    float[] parameters = new float[model.parameters()];
    for (int label = 0; label < model.classes(); label++) {
      if (means.rows(label) == 0) {
        throw new DataException(
            "nearest mean: expected training rows of each class, found none of class %d (%s)"
                .formatted(label, classNames.get(label)));
      }
      double[] mean = means.mean(label);
      double squares = 0;
      for (int k = 0; k < features; k++) {
        parameters[label * features + k] = (float) (2 * mean[k] / features);
        squares += mean[k] * mean[k];
      }
      parameters[biases + label] = (float) (-squares / features);
    }
    return parameters;
  }
}
