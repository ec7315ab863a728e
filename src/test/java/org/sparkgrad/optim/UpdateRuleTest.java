package org.sparkgrad.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.linalg.Segment;

class UpdateRuleTest {
  private static final double EPSILON = 1e-8;

  /** Every rule, with how many values a parameter it keeps. */
  private enum Rule {
    PLAIN(0, state -> new PlainDescent()),
    MOMENTUM(1, state -> new Momentum(0.9, state)),
    NESTEROV(1, state -> new Nesterov(0.9, state)),
    ADAGRAD(1, state -> new Adagrad(EPSILON, state)),
    RMSPROP(1, state -> new RmsProp(0.9, EPSILON, state)),
    ADAM(2, state -> new Adam(0.9, 0.999, EPSILON, state)),
    ADAMW(
        2,
        state ->
            new DecoupledDecay(
                new Adam(0.9, 0.999, EPSILON, state), 0.5, List.of(new Segment(0, 1))));

    private final int kept;
    private final Function<float[], UpdateRule> from;

    Rule(int kept, Function<float[], UpdateRule> from) {
      this.kept = kept;
      this.from = from;
    }

    UpdateRule start(int parameters) {
      return from.apply(new float[kept * parameters]);
    }
  }

  /** Moves one parameter from {@code start} by the gradients in turn. */
  private static double follow(UpdateRule rule, double start, double rate, double... gradients) {
    float[] w = {(float) start};
    for (int t = 0; t < gradients.length; t++) {
      rule.step(w, new float[] {(float) gradients[t]}, rate, t);
    }
    return w[0];
  }

  private static double[] repeated(double gradient, int times) {
    double[] gradients = new double[times];
    Arrays.fill(gradients, gradient);
    return gradients;
  }

  /** A decay of 0 is the rule itself, also where a penalty moves the parameters after a step. */
  @Test
  void decoupledDecayTellsItsRuleOfMoves() {
    Nesterov alone = new Nesterov(0.5, new float[1]);
    UpdateRule decaying =
        new DecoupledDecay(new Nesterov(0.5, new float[1]), 0, List.of(new Segment(0, 1)));
    for (UpdateRule rule : List.of(alone, decaying)) {
      rule.step(new float[] {1}, new float[] {2}, 0.25, 0);
      rule.moved(new float[] {1}, new float[] {3});
    }
    // -0.25 * 2 + (3 - 1) / 0.5
    assertArrayEquals(new float[] {3.5f}, alone.state());
    assertArrayEquals(new float[] {3.5f}, decaying.state());
  }

  /** 5 - 0.5 * 2 - 0.5 * (-4) = 6. */
  @Test
  void plainDescentGoesAgainstEachGradient() {
    assertEquals(6, follow(new PlainDescent(), 5, 0.5, 2, -4));
  }

  /**
   * Sutskever's equations 3 and 4 in doubles: v = u v - rate g(x + u v), x = x + v, on the slope g
   * = 3 (x - 2). What the rule moves is x + u v.
   */
  @Test
  void nesterovTakesTheGradientAhead() {
    double rate = 0.1;
    double momentum = 0.8;
    float[] w = {7};
    Nesterov rule = new Nesterov(momentum, new float[1]);
    double x = 7;
    double v = 0;
    for (int t = 0; t < 30; t++) {
      v = momentum * v - rate * 3 * (x + momentum * v - 2);
      x += v;
      rule.step(w, new float[] {3 * (w[0] - 2)}, rate, t);
      assertEquals(x + momentum * v, w[0], 1e-5, "step " + t);
    }
  }

  /** After t steps of the same gradient the sum is t g^2, so step t is rate / sqrt(t). */
  @Test
  void adagradSlowsDownWithTheRootOfItsSteps() {
    double expected = 1;
    for (int t = 1; t <= 20; t++) {
      expected -= 0.1 / Math.sqrt(t);
    }
    assertEquals(
        expected, follow(new Adagrad(EPSILON, new float[1]), 1, 0.1, repeated(7, 20)), 1e-6);
    assertEquals(
        expected, follow(new Adagrad(EPSILON, new float[1]), 1, 0.1, repeated(0.01, 20)), 1e-5);
  }

  /** After t steps of the same gradient the mean is (1 - 0.9^t) g^2. */
  @Test
  void rmsPropDividesByTheRootOfTheRecentMeanSquare() {
    double expected = 1;
    for (int t = 1; t <= 20; t++) {
      expected += 0.1 / Math.sqrt(1 - Math.pow(0.9, t));
    }
    double found = follow(new RmsProp(0.9, EPSILON, new float[1]), 1, 0.1, repeated(-5, 20));
    assertEquals(expected, found, 2e-6);
  }

  /** Corrected, both means of equal gradients are exact: m / c1 = g, s / c2 = g^2. */
  @ParameterizedTest
  @EnumSource(names = {"ADAM", "ADAMW"})
  void adamMovesByTheRateAlongEqualGradientsOfAnySize(Rule rule) {
    for (double gradient : new double[] {-1000, -1, 0.001, 30}) {
      float[] w = {0, 0};
      UpdateRule adam = rule.start(2);
      adam.step(w, new float[] {0, (float) gradient}, 0.01, 0);
      assertEquals(-0.01 * Math.signum(gradient), w[1], 1e-6);
      adam.step(w, new float[] {0, (float) gradient}, 0.01, 1);
      assertEquals(-0.02 * Math.signum(gradient), w[1], 1e-6);
      assertEquals(0, w[0]);
    }
  }

  /**
   * Behind gradients 1 and -1: m = 0.9 * 0.1 - 0.1 = -0.01, c1 = 1 - 0.81 = 0.19, s / c2 = 1. So
   * the second step is back by rate * 0.01 / 0.19 = rate / 19.
   */
  @Test
  void adamRemembersADirection() {
    double found = follow(Rule.ADAM.start(1), 0, 0.19, 1, -1);
    assertEquals(-0.19 + 0.01, found, 1e-6);
  }

  /** Adam's algorithm 1 in doubles, with constants that all matter. */
  @Test
  void adamFollowsItsAlgorithm() {
    double[] gradients = new double[50];
    double m = 0;
    double s = 0;
    double expected = 2;
    for (int t = 1; t <= gradients.length; t++) {
      double g = Math.sin(t) * t;
      gradients[t - 1] = g;
      m = 0.7 * m + 0.3 * g;
      s = 0.95 * s + 0.05 * g * g;
      double mean = m / (1 - Math.pow(0.7, t));
      double square = s / (1 - Math.pow(0.95, t));
      expected -= 0.1 * mean / (Math.sqrt(square) + 0.3);
    }
    assertEquals(expected, follow(new Adam(0.7, 0.95, 0.3, new float[2]), 2, 0.1, gradients), 1e-5);
  }

  /** Without a gradient a weight is multiplied by 1 - 0.1 * 0.5 in each step, a bias by nothing. */
  @Test
  void decoupledDecayShrinksWeightsAndSparesBiases() {
    float[] w = {8, 8};
    UpdateRule rule = Rule.ADAMW.start(2);
    for (int t = 0; t < 10; t++) {
      rule.step(w, new float[2], 0.1, t);
    }
    assertEquals(8 * Math.pow(0.95, 10), w[0], 1e-5);
    assertEquals(8, w[1]);
  }

  /** The decay is of the weight before the step, and no part of the gradient: 8 * 0.95 - 0.1. */
  @Test
  void decoupledDecayIsNotDividedByTheRootOfSquares() {
    assertEquals(7.5, follow(Rule.ADAMW.start(1), 8, 0.1, 1000), 1e-5);
  }

  /** A bias by itself follows the same rule at the higher rate; weights do not see it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADAMW")
  void biasesHaveARateOfTheirOwn(Rule rule) {
    float[] all = {3, -2, 1, 0.5f, 4};
    float[] bias = {1};
    float[] weights = {3, -2, 0, 0.5f, 4};
    UpdateRule together =
        new BiasRate((ElementwiseRule) rule.start(5), 8, List.of(new Segment(2, 3)));
    UpdateRule ofBias = rule.start(1);
    UpdateRule ofWeights = rule.start(5);
    for (int t = 0; t < 6; t++) {
      float[] slopes = slopes(all);
      ofBias.step(bias, new float[] {slopes[2]}, 8 * 0.01, t);
      ofWeights.step(weights, slopes(all), 0.01, t);
      together.step(all, slopes, 0.01, t);
      assertEquals(bias[0], all[2]);
      for (int i : new int[] {0, 1, 3, 4}) {
        assertEquals(weights[i], all[i], "parameter " + i);
      }
    }
  }

  /**
   * Biases at the ends of the parameters, and next to each other: 1 - 0.5 * 2 or 1 - 4 * 0.5 * 2.
   */
  @Test
  void biasesMayStandAnywhere() {
    float[] w = {1, 1, 1, 1, 1};
    float[] g = {2, 2, 2, 2, 2};
    List<Segment> biases = List.of(new Segment(0, 1), new Segment(3, 4), new Segment(4, 5));
    new BiasRate(new PlainDescent(), 4, biases).step(w, g, 0.5, 0);
    assertArrayEquals(new float[] {-3, 0, 0, -3, -3}, w);
  }

  @Test
  void aRateOfBiasesTellsItsRuleOfMoves() {
    BiasRate rule = new BiasRate(new Momentum(0.5, new float[2]), 4, List.of(new Segment(1, 2)));
    rule.step(new float[] {1, 1}, new float[] {2, 2}, 0.25, 0);
    rule.moved(new float[] {1, 1}, new float[] {3, 1});
    assertArrayEquals(new float[] {1.5f, -2}, rule.state());
  }

  /** {@code sum_i c_i w_i^2 / 2}, with curvatures 10,000 times apart. */
  @ParameterizedTest
  @EnumSource(names = {"ADAGRAD", "RMSPROP", "ADAM", "ADAMW"})
  void adaptiveRulesMakeAsMuchOfAFlatDirectionAsOfASteepOne(Rule rule) {
    float[] w = {0, 1, 1};
    UpdateRule started = rule.start(3);
    for (int t = 0; t < 10; t++) {
      started.step(w, new float[] {0, 100 * w[1], 0.01f * w[2]}, 0.02, t);
    }
    assertEquals(w[1], w[2], 1e-4);
  }

  @ParameterizedTest
  @EnumSource
  void goesOnFromItsStateWithTheSameBits(Rule rule) {
    float[] whole = {3, -2, 1};
    UpdateRule once = rule.start(3);
    float[] inParts = whole.clone();
    UpdateRule part = rule.start(3);
    for (int t = 0; t < 9; t++) {
      if (t == 4) {
        assertEquals(rule.kept * 3, part.state().length);
        part = rule.from.apply(part.state().clone());
      }
      once.step(whole, slopes(whole), 0.05, t);
      part.step(inParts, slopes(inParts), 0.05, t);
    }
    assertArrayEquals(whole, inParts);
    assertArrayEquals(once.state(), part.state());
  }

  private static float[] slopes(float[] w) {
    float[] slopes = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      slopes[i] = (i + 0.3f) * w[i] - 0.7f;
    }
    return slopes;
  }

  /** Each parameter by itself, where nothing can be done to several at once. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADAMW")
  void moreParametersAtOnceGiveTheSameBits(Rule rule) {
    int parameters = 67;
    int steps = 500;
    float[] together = new float[parameters];
    UpdateRule forAll = rule.start(parameters);
    for (int t = 0; t < steps; t++) {
      forAll.step(together, gradients(0, parameters, t), 0.003, t);
    }
    for (int i = 0; i < parameters; i++) {
      float[] alone = {0};
      UpdateRule forOne = rule.start(1);
      for (int t = 0; t < steps; t++) {
        forOne.step(alone, gradients(i, 1, t), 0.003, t);
      }
      assertEquals(alone[0], together[i], "parameter " + i);
    }
  }

  private static float[] gradients(int first, int count, int step) {
    float[] gradients = new float[count];
    for (int i = 0; i < count; i++) {
      gradients[i] = (float) StrictMath.sin(1.7 * (first + i) + 0.3 * step);
    }
    return gradients;
  }
}
