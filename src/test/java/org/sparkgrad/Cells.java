package org.sparkgrad;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.train.Cell;

/** Cells from settings as they are typed. */
public final class Cells {
  private Cells() {}

  /**
   * @param settings each {@code key=value}; a later one of a key wins
   */
  public static Cell of(String... settings) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      Hyperparameter<?> key = Hyperparameter.ofKey(parts[0]).orElseThrow();
      given.put(key, key.parse(parts[1]));
    }
    return new Cell("cell-1", Hyperparameters.of(given));
  }
}
