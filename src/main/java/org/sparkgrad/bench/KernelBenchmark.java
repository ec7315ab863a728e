package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.linalg.Panels;

/**
 * The float matrix products of training on one thread, the right operand packed once. The
 * comparison with BLAS libraries needs a JVM for each: {@code ./mvnw -Pjmh verify}.
 */
public record KernelBenchmark() implements Benchmark {
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 15;
  private static final double TERMS_A_ROUND = 4e9;

  /** C is rows x columns, with this many terms per entry. */
  private record Shape(String name, int rows, int inner, int columns) {
    double terms() {
      return (double) rows * inner * columns;
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("square", 1024, 1024, 1024),
          new Shape("scores of 10 classes", 256, 3072, 10),
          new Shape("gradient of 10 classes", 10, 256, 3072),
          new Shape("scores of 512 units", 256, 3072, 512),
          new Shape("gradient of 512 units", 512, 256, 3072));

  @Override
  public String name() {
    return "kernels";
  }

  @Override
  public String description() {
    return "float matrix products on one thread";
  }

  @Override
  public List<Measurement> run() {
    List<Measurement> measurements = new ArrayList<>();
    SHAPES.forEach(shape -> measurements.add(measure(shape)));
    return measurements;
  }

  private static Measurement measure(Shape shape) {
    Matrix a = matrix(shape.rows, shape.inner);
    Panels b = Panels.of(matrix(shape.inner, shape.columns));
    Matrix c = Matrix.of(new float[shape.rows * shape.columns], shape.rows, shape.columns);
    int products = (int) Math.max(1, TERMS_A_ROUND / ROUNDS / shape.terms());
    Runnable round =
        () -> {
          for (int i = 0; i < products; i++) {
            MatrixProduct.add(a, b, c);
          }
        };
    Samples samples = Samples.inTurn(WARM_UP, ROUNDS, round)[0];
    double perSecond = 2 * shape.terms() * products / (samples.median() * 1e-3);
    return Measurement.alone(
            "kernels: %s, %d x %d x %d"
                .formatted(shape.name, shape.rows, shape.inner, shape.columns),
            "GFLOP/s",
            perSecond * 1e-9)
        .spreading(samples.spread());
  }

  private static Matrix matrix(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 97 / 97f - 0.5f;
    }
    return Matrix.of(values, rows, columns);
  }
}
