package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;

/**
 * The Gaussian error linear unit, {@code x Φ(x)}, where Φ is the normal distribution function; its
 * slope is {@code Φ(x) + x φ(x)}.
 *
 * <p>In floats {@code Φ(x) - 1/2} and {@code Φ(x) + x φ(x) - 1/2} are rational functions, odd in x,
 * of x moved into [-5.5, 5.5]; they are off by less than 1e-6 everywhere. Their coefficients
 * minimise the largest error on that interval: Lawson's algorithm on the linearised problem. Source
 * of the unit: Hendrycks, Gimpel, "Gaussian error linear units", 2016.
 */
public record Gelu() implements Layer {
  private static final long serialVersionUID = 1L;

  /** Beyond it Φ is within 2e-8 of 0 or 1. */
  private static final float END = 5.5f;

  @Override
  public Shape output(Shape in) {
    return in;
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new Pass();
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new ElementwiseReference() {
      @Override
      double value(double x) {
        return x * NormalDistribution.below(x);
      }

      @Override
      double slope(double x) {
        return NormalDistribution.below(x) + x * NormalDistribution.density(x);
      }
    };
  }

  /** Loops as plain as the compiler needs them to make vectors of them. */
  private static final class Pass implements LayerPass {
    @Override
    public void forward(Batch in, Batch out, Draws draws) {
      values(in.values(), out.values(), in.size());
    }

    @Override
    public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
      slopes(in.values(), dOut.values(), dIn.values(), in.size());
    }

    private static void values(float[] in, float[] out, int size) {
      for (int i = 0; i < size; i++) {
        float x = Math.max(-END, Math.min(END, in[i]));
        float t = x * x;
        float p = Math.fma(2.2749374e-8f, t, 6.352129e-6f);
        p = Math.fma(p, t, 1.6882653e-4f);
        p = Math.fma(p, t, 4.677266e-3f);
        p = Math.fma(p, t, 3.3852726e-2f);
        p = Math.fma(p, t, 0.39894223f);
        float q = Math.fma(1.197505e-6f, t, 7.36478e-5f);
        q = Math.fma(q, t, 1.8844496e-3f);
        q = Math.fma(q, t, 2.8645918e-2f);
        q = Math.fma(q, t, 0.25152212f);
        q = Math.fma(q, t, 1f);
        out[i] = in[i] * (0.5f + x * p / q);
      }
    }

    private static void slopes(float[] in, float[] dOut, float[] dIn, int size) {
      for (int i = 0; i < size; i++) {
        float x = Math.max(-END, Math.min(END, in[i]));
        float t = x * x;
        float p = Math.fma(3.474621e-10f, t, 1.0716671e-7f);
        p = Math.fma(p, t, 3.311351e-5f);
        p = Math.fma(p, t, -1.5330881e-5f);
        p = Math.fma(p, t, 1.4182952e-2f);
        p = Math.fma(p, t, -3.360058e-2f);
        p = Math.fma(p, t, 0.79788494f);
        float q = Math.fma(7.331443e-6f, t, 1.7816722e-4f);
        q = Math.fma(q, t, 3.3352368e-3f);
        q = Math.fma(q, t, 3.9840765e-2f);
        q = Math.fma(q, t, 0.29122534f);
        q = Math.fma(q, t, 1f);
        dIn[i] = dOut[i] * (0.5f + x * p / q);
      }
    }
  }
}
