package org.sparkgrad.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkgrad.RandomFloats.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.GroupNorm;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.MaxPool;
import org.sparkgrad.layer.Rectifier;
import org.sparkgrad.layer.Role;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.linalg.Segment;

class ConvolutionalNetworkTest {
  private static final Network NET = cifarNet(List.of(6, 5, 4), 4);
  private static final int ROWS = 7;

  /** The net of {@code cifar-net} with blocks of other widths. */
  private static Network cifarNet(List<Integer> widths, int groupRows) {
    String norm = "|batch-norm(group=%d,scale=false,epsilon=1e-12)|gelu".formatted(groupRows);
    StringBuilder text = new StringBuilder("whiten(2)|gelu");
    for (int width : widths) {
      String convolution = "|conv(%d,3,pad=1,bias=false)".formatted(width);
      text.append(convolution).append("|max-pool(2)").append(norm);
      text.append(convolution).append(norm);
    }
    text.append("|max-pool(3)|affine(10,bias=false)|scale(1/9)");
    return CifarShape.network(NetworkText.parse(text.toString()), 0);
  }

  /** Sets that start from 1, as variances and scales do, stay positive. */
  private static float[] parameters(Network net, long seed) {
    float[] parameters = net.initialParameters(seed);
    float[] noise = random(parameters.length, seed + 100);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += noise[i] / 16;
    }
    return parameters;
  }

  private static Draws draws(int... ends) {
    int[] rows = new int[ends[ends.length - 1]];
    Arrays.setAll(rows, i -> 10 + i);
    return new Draws(3, rows, new RowGroups(ends));
  }

  private static float[] gradient(
      Network net, int models, float[] parameters, float[] inputs, Draws draws, float[] scores) {
    GroupSums sums =
        GroupSums.of(models * net.parameters(), GroupsInOrder.of(draws.groups().ends()));
    sums.vectors().forEach(each -> Arrays.fill(each, Float.NaN));
    Model.Pass pass = net.at(parameters, models);
    pass.forward(inputs, draws.rows().length, draws, scores);
    pass.backward(random(scores.length, 4), sums);
    return sums.vectors().get(0);
  }

  @Test
  void hasTheShapesOfItsSource() {
    Network net = cifarNet(List.of(64, 256, 256), 64);
    List<Shape> shapes = net.shapes();
    assertEquals(new Shape(24, 31, 31), shapes.get(2));
    assertEquals(new Shape(64, 15, 15), shapes.get(5));
    assertEquals(new Shape(256, 7, 7), shapes.get(12));
    assertEquals(new Shape(256, 3, 3), shapes.get(19));
    assertEquals(Shape.vector(256), shapes.get(25));
    // 24 x 12 + 24, the six convolutions, ten rows of 256, and the biases of norms.
    int filters = 64 * 216 + 64 * 576 + 256 * 576 + 3 * 256 * 2304;
    int trained = 24 + filters + 2560 + 2 * (64 + 256 + 256);
    int frozen = 288 + 2 * 2 * (64 + 256 + 256);
    assertEquals(trained + frozen, net.parameters());
  }

  @Test
  void manyModelsGiveTheBitsThatEachGivesAlone() {
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(parameters(NET, i));
    }
    float[] inputs = random(ROWS * 3072, 3);
    float[] scores = new float[3 * ROWS * 10];
    float[] together = gradient(NET, 3, NET.sideBySide(all), inputs, draws(4, ROWS), scores);
    for (int i = 0; i < 3; i++) {
      float[] own = new float[ROWS * 10];
      NET.at(all.get(i)).forward(inputs, ROWS, draws(4, ROWS), own);
      assertArrayEquals(own, Arrays.copyOfRange(scores, i * ROWS * 10, (i + 1) * ROWS * 10));
      GroupSums sums = GroupSums.of(NET.parameters(), GroupsInOrder.of(4, ROWS));
      Model.Pass pass = NET.at(all.get(i));
      pass.forward(inputs, ROWS, draws(4, ROWS), own);
      float[] slopes = Arrays.copyOfRange(random(scores.length, 4), i * 70, (i + 1) * 70);
      pass.backward(slopes, sums);
      assertArrayEquals(sums.vectors().get(0), Placed.at(together, NET.place(i, 3)));
    }
  }

  /** Whatever is worked on at a time. */
  @Test
  void groupsByThemselvesGiveTheBitsOfAllTogether() {
    float[] parameters = parameters(NET, 1);
    float[] inputs = random(ROWS * 3072, 3);
    float[] scores = new float[ROWS * 10];
    float[] together = gradient(NET, 1, parameters, inputs, draws(4, ROWS), scores);
    GroupSums first = GroupSums.of(NET.parameters(), new RowGroups(4));
    GroupSums second = GroupSums.of(NET.parameters(), new RowGroups(3));
    Model.Pass pass = NET.at(parameters);
    float[] own = new float[40];
    pass.forward(inputs, 4, draws(4), own);
    assertArrayEquals(Arrays.copyOf(scores, 40), own);
    pass.backward(Arrays.copyOf(random(70, 4), 40), first);
    float[] rest = new float[30];
    pass.forward(Arrays.copyOfRange(inputs, 4 * 3072, ROWS * 3072), 3, draws(3), rest);
    assertArrayEquals(Arrays.copyOfRange(scores, 40, 70), rest);
    pass.backward(Arrays.copyOfRange(random(70, 4), 40, 70), second);
    float[] sum = first.vectors().get(0);
    GroupSums.add(second.vectors().get(0), 0, sum, sum.length);
    assertArrayEquals(together, sum);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void outsideOfTrainingEachRowIsByItself(int chunk) {
    float[] parameters = parameters(NET, 1);
    float[] inputs = random(ROWS * 3072, 3);
    float[] all = new float[ROWS * 10];
    NET.at(parameters).forward(inputs, ROWS, all);
    Model.Pass pass = NET.at(parameters);
    for (int start = 0; start < ROWS; start += chunk) {
      int count = Math.min(chunk, ROWS - start);
      float[] own = new float[count * 10];
      float[] part = Arrays.copyOfRange(inputs, start * 3072, (start + count) * 3072);
      pass.forward(part, count, own);
      assertArrayEquals(Arrays.copyOfRange(all, start * 10, (start + count) * 10), own);
    }
  }

  @Test
  void whatIsNotTrainedHasNoGradient() {
    float[] inputs = random(ROWS * 3072, 3);
    float[] found =
        gradient(NET, 1, parameters(NET, 1), inputs, draws(4, ROWS), new float[ROWS * 10]);
    NET.arrays()
        .forEach(
            array -> {
              Segment place = array.place();
              float[] own = Arrays.copyOfRange(found, place.start(), place.end());
              boolean zero = Arrays.equals(own, new float[own.length]);
              assertEquals(array.role() == Role.FROZEN, zero, array.name());
            });
  }

  @Test
  void inputsScoresAndSlopesStayAsTheyAre() {
    float[] inputs = random(2 * 3072, 3);
    float[] scores = new float[20];
    float[] slopes = random(20, 4);
    Model.Pass pass = NET.at(parameters(NET, 1));
    pass.forward(inputs, 2, draws(2), scores);
    float[] before = scores.clone();
    pass.backward(slopes, GroupSums.of(NET.parameters(), new RowGroups(2)));
    assertArrayEquals(random(2 * 3072, 3), inputs);
    assertArrayEquals(before, scores);
    assertArrayEquals(random(20, 4), slopes);
  }

  @Test
  void layersOfOneKindDrawApart() {
    List<Layer> layers =
        List.of(new Dropout(0.5, 1, 0), new Dropout(0.5, 1, 1), new Affine("", 1, false));
    Network net = new Network(Shape.vector(1000), layers);
    float[] ones = new float[1000];
    Arrays.fill(ones, 1);
    float[] score = new float[1];
    net.at(ones).forward(ones, 1, draws(1), score);
    // A quarter is kept, times 4; of layers that drew alike it would be a half, thus 2,000.
    assertTrue(Math.abs(score[0] - 1000) < 250, () -> "found " + score[0]);
  }

  @Test
  void refusesShapesThatDoNotFit() {
    Layer first = new Convolution("conv1", 4, 3, 1, 0, true, false);
    Shape small = new Shape(3, 2, 2);
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Network(small, List.of(first)))
            .getMessage();
    assertEquals("conv1: expected a map of at least 3 x 3 places, found 2 x 2", message);
    Layer pool = new MaxPool(3, 3);
    assertThrows(IllegalArgumentException.class, () -> new Network(small, List.of(pool, first)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Network(small, List.of(new GroupNorm("n", 2, 1e-5))));
    assertThrows(
        IllegalArgumentException.class, () -> new Network(small, List.of(new Rectifier())));
    Layer twin = new Convolution("conv1", 4, 1, 1, 0, true, false);
    assertThrows(IllegalArgumentException.class, () -> new Network(small, List.of(twin, twin)));
  }

  /** Filters that are fitted stay as they are. */
  @Test
  void refusesANetOfWhichNothingIsTrained() {
    List<Layer> layers = List.of(new Convolution("c", 24, 2, 1, 0, false, true));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Network(new Shape(3, 2, 2), layers))
            .getMessage();
    assertEquals("network: expected a layer with parameters that are trained, found none", message);
  }
}
