package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.GroupSums;

/**
 * Dropout: in training each unit of each row is set to 0 with probability {@code rate}, and what is
 * kept is divided by {@code 1 - rate}, so that evaluation needs no change. Whether a unit is
 * dropped is a function of (seed, number, iteration, row, unit) alone.
 *
 * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout: A Simple Way to
 * Prevent Neural Networks from Overfitting", JMLR 15, 2014.
 *
 * @param rate at least 0, below 1; 0 drops nothing
 * @param number its place among the dropout layers of a network, counted from 0
 */
public record Dropout(double rate, long seed, int number) implements Layer {
  private static final long serialVersionUID = 1L;

  /** Drops nothing. */
  public static final Dropout NONE = new Dropout(0, 0);

  private static final long STREAM = 0x44726F706F7574L;
  private static final int DRAW_BITS = 31;

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "dropout: expected a rate of at least 0 and below 1, found " + rate);
    }
  }

  /** The only one of a network. */
  public Dropout(double rate, long seed) {
    this(rate, seed, 0);
  }

  @Override
  public Shape output(Shape in) {
    return in;
  }

  @Override
  public boolean isInPlace() {
    return true;
  }

  @Override
  public LayerMemory memory(Shape in, PassSize size) {
    return new LayerMemory(0, rate > 0 ? (long) size.rows() * in.size() : 0, 0, 0);
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new Pass(this, arena);
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new Reference(this);
  }

  /** Whether a pass drops anything. */
  private boolean drops(Draws draws) {
    return rate > 0 && draws.areMade();
  }

  /** What each unit of each row is multiplied with: 0 or {@code 1 / (1 - rate)}. */
  private void draw(Draws draws, int units, float[] factors) {
    CounterRandom random = new CounterRandom(numbered(seed), STREAM + draws.iteration());
    long dropped = (long) (rate * (1L << DRAW_BITS));
    float factor = (float) (1 / (1 - rate));
    int at = 0;
    for (int row : draws.rows()) {
      for (int unit = 0; unit < units; unit++) {
        long draw = random.bits(((long) unit << Integer.SIZE) | row) >>> (Long.SIZE - DRAW_BITS);
        factors[at++] = draw < dropped ? 0 : factor;
      }
    }
  }

  /** Layers of one network draw from seeds of their own. */
  private long numbered(long common) {
    return number == 0 ? common : new CounterRandom(common, STREAM).bits(number);
  }

  /** {@code out = in * factor}, and 0 where the factor is 0, whatever stands there. */
  private static void apply(Batch in, float[] factors, int count, Batch out) {
    for (int at = 0; at < in.size(); at += count) {
      for (int i = 0; i < count; i++) {
        out.values()[at + i] = factors[i] == 0 ? 0 : in.values()[at + i] * factors[i];
      }
    }
  }

  private static final class Pass implements LayerPass {
    private final Dropout layer;
    private final Arena arena;

    /** Of the last forward pass; null if nothing was dropped. */
    private float[] factors;

    Pass(Dropout layer, Arena arena) {
      this.layer = layer;
      this.arena = arena;
    }

    @Override
    public void forward(Batch in, Batch out, Draws draws) {
      factors = null;
      if (layer.drops(draws)) {
        factors = arena.take(in.rows() * in.shape().size());
        layer.draw(draws, in.shape().size(), factors);
      }
      multiply(in, out);
    }

    @Override
    public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
      multiply(dOut, dIn);
    }

    private void multiply(Batch from, Batch to) {
      if (factors != null) {
        apply(from, factors, from.rows() * from.shape().size(), to);
      } else {
        to.copy(from);
      }
    }
  }

  /** In doubles, with the same draws. */
  private static final class Reference implements LayerReference {
    private final Dropout layer;
    private float[] factors;

    Reference(Dropout layer) {
      this.layer = layer;
    }

    @Override
    public double[][] forward(double[][] in, Draws draws) {
      factors = null;
      if (layer.drops(draws)) {
        factors = new float[in.length * in[0].length];
        layer.draw(draws, in[0].length, factors);
      }
      return multiply(in);
    }

    @Override
    public double[][] backward(double[][] dOut, double[] gradient) {
      return multiply(dOut);
    }

    private double[][] multiply(double[][] from) {
      double[][] to = new double[from.length][from[0].length];
      for (int row = 0; row < from.length; row++) {
        for (int k = 0; k < from[row].length; k++) {
          double factor = factors == null ? 1 : factors[row * from[row].length + k];
          to[row][k] = factor == 0 ? 0 : from[row][k] * factor;
        }
      }
      return to;
    }
  }
}
