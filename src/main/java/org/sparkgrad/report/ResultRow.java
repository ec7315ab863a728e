package org.sparkgrad.report;

import java.util.Map;
import java.util.Optional;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.train.CellStatus;

/**
 * A cell as the table {@code results/} has it.
 *
 * @param values by columns; columns that an older version did not write are absent
 */
public record ResultRow(Map<String, Object> values) {
  /** The reason of a cell that has made all of its iterations: no news. */
  private static final String AS_PLANNED = StopReason.ITERATIONS.label();

  public String cell() {
    return text("cell").orElse("?");
  }

  public String status() {
    return text("status").orElse("?");
  }

  public boolean isOk() {
    return status().equals(CellStatus.OK.label());
  }

  /** Whether it repeats another cell on all training rows. */
  public boolean isFinal() {
    return text("final_of").isPresent();
  }

  public Optional<String> text(String column) {
    return Optional.ofNullable(values.get(column)).map(Object::toString);
  }

  public Optional<Double> number(String column) {
    return Optional.ofNullable(values.get(column))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue())
        .filter(value -> !value.isNaN());
  }

  /**
   * The views of each image that scores were averaged over when it was tested; empty for the image
   * as it is.
   */
  Optional<String> testViews() {
    return text("test_views").filter(views -> !views.equals(TestViews.NONE.label()));
  }

  /** Why it ended as it did, in words. */
  String reason() {
    long iterations = number("iterations_run").orElse(0.0).longValue();
    return switch (status()) {
      case "failed" -> text("error").orElse("no reason is recorded");
      case "diverged" ->
          "its loss left the range of finite numbers after %s iterations"
              .formatted(Numbers.count(iterations));
      case "pruned" ->
          "given up for better cells%s after %s iterations"
              .formatted(
                  text("rung").map(" at rung "::concat).orElse(""), Numbers.count(iterations));
      default ->
          text("stop_reason")
              .filter(reason -> !reason.equals(AS_PLANNED))
              .map("stopped by "::concat)
              .orElse("");
    };
  }
}
