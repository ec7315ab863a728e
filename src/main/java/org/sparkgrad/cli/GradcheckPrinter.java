package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparkgrad.gradcheck.GradientCheck;
import org.sparkgrad.gradcheck.Slope;

/** Prints gradient checks slope by slope, as tables for people or as JSON. */
final class GradcheckPrinter {
  private final PrintWriter out;
  private final double tolerance;

  GradcheckPrinter(PrintWriter out, double tolerance) {
    this.out = out;
    this.tolerance = tolerance;
  }

  /**
   * @param layers by themselves; may be none
   */
  void print(List<CheckedGradient> checks, List<CheckedLayer> layers, boolean json) {
    Map<String, Double> errors = new LinkedHashMap<>();
    checks.forEach(each -> errors.put(each.toString(), each.result().worst()));
    layers.forEach(each -> errors.put(each.toString(), each.result().worst()));
    String worst = Collections.max(errors.keySet(), Comparator.comparingDouble(errors::get));
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("worst", errors.get(worst));
      document.put("tolerance", tolerance);
      document.put("checks", checks.stream().map(this::map).toList());
      document.put("layers", layers.stream().map(this::map).toList());
      out.println(Json.text(document));
    } else {
      checks.forEach(this::printTable);
      layers.forEach(this::printLine);
      out.printf(
          Locale.ROOT,
          "worst relative error: %.2e (%s); tolerance: %.2e%n",
          errors.get(worst),
          worst,
          tolerance);
    }
    out.flush();
  }

  private Map<String, Object> map(CheckedLayer check) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layer", check.name());
    map.put("phase", check.phase());
    putResult(check.result(), map);
    return map;
  }

  private void printLine(CheckedLayer check) {
    out.printf(
        Locale.ROOT,
        "%s: %s, worst relative error %.2e, float32 off by %.2e%n",
        check,
        check.result().passes(tolerance) ? "passed" : "FAILED",
        check.result().worst(),
        check.result().floatError());
  }

  private Map<String, Object> map(CheckedGradient check) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", check.model());
    map.put("loss", check.loss());
    map.put("penalty", check.penalty());
    map.put("path", check.pathName());
    putResult(check.result(), map);
    return map;
  }

  private void putResult(GradientCheck.Result result, Map<String, Object> map) {
    map.put("passed", result.passes(tolerance));
    map.put("worst", result.worst());
    map.put("skipped_kinks", result.kinks());
    map.put("skipped_flat", result.flat());
    map.put("float32_error", result.floatError());
    map.put("float32_bound", result.floatBound());
    map.put("slopes", result.slopes().stream().map(GradcheckPrinter::map).toList());
  }

  private static Map<String, Object> map(Slope slope) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("parameter", slope.parameter());
    map.put("numeric", slope.numeric());
    map.put("analytic", slope.analytic());
    map.put("relative_error", slope.relativeError());
    return map;
  }

  private void printTable(CheckedGradient check) {
    GradientCheck.Result result = check.result();
    out.printf("%s: %s%n", check, result.passes(tolerance) ? "passed" : "FAILED");
    TextTable table = new TextTable(List.of("parameter", "numeric", "analytic", "relative error"));
    for (Slope slope : result.slopes()) {
      table.add(
          List.of(
              slope.parameter(),
              String.format(Locale.ROOT, "%.12e", slope.numeric()),
              String.format(Locale.ROOT, "%.12e", slope.analytic()),
              String.format(Locale.ROOT, "%.2e", slope.relativeError())));
    }
    out.print(table);
    out.printf(
        Locale.ROOT,
        "skipped: %d at kinks, %d flat; float32 off by %.2e, bound %.2e%n%n",
        result.kinks(),
        result.flat(),
        result.floatError(),
        result.floatBound());
  }
}
