package org.sparkgrad.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.config.NamedNetwork;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;

/** The oracle is the arena, which knows what it has handed out. */
class NetworkMemoryTest {
  private static final int PIXELS = 3072;

  /**
   * What an arena has handed out once a pass is made, after it has gone forward, and in the end.
   */
  private record Taken(long prepared, long forward, long all) {
    static Taken by(Network network, int rows, int models) {
      Arena arena = new Arena();
      float[] scores = new float[models * rows * network.classes()];
      RowGroups groups = new RowGroups(rows);
      Model.Pass pass = network.at(new float[models * network.parameters()], models, arena);
      long prepared = arena.size();
      float[] inputs = new float[rows * network.features()];
      pass.forward(inputs, rows, new Draws(0, new int[rows], groups), scores);
      long forward = arena.size();
      float[] sums = new float[models * network.parameters()];
      pass.backward(new float[scores.length], new GroupSums(groups, List.of(sums), arena));
      return new Taken(prepared, forward, arena.size());
    }
  }

  private static Network network(String name) {
    return switch (name) {
      case "linear" -> Networks.linear(PIXELS, 10, true);
      case "softmax-relu" -> Networks.softmaxRelu(PIXELS, 10, true);
      case "two-layer" -> Networks.twoLayer(PIXELS, 200, 10, true, Dropout.NONE);
      case "dropout" -> Networks.twoLayer(50, 200, 10, true, new Dropout(0.5, 1));
      case "cifar-net" -> CifarShape.network(NamedNetwork.CIFAR_NET, 1);
      case "tang-2013" -> CifarShape.network(NamedNetwork.TANG_2013, 1);
      default -> NetworkText.parse(name).network(CifarShape.DATA, PIXELS, 1);
    };
  }

  /**
   * Buffers that several layers use, one after the other, are each as large as the largest use:
   * together they are a little larger than what any of the layers takes, and smaller than the sum.
   *
   * @param least the least share of what was expected
   */
  @ParameterizedTest
  @CsvSource({
    "linear, 128, 1, 0.95",
    "linear, 128, 8, 0.95",
    "linear, 7, 3, 0.95",
    "softmax-relu, 50, 4, 0.95",
    "two-layer, 128, 1, 0.7",
    "two-layer, 128, 5, 0.7",
    "two-layer, 10, 2, 0.7",
    "dropout, 64, 3, 0.7",
    "cifar-net, 5, 1, 0.99",
    "cifar-net, 3, 3, 0.99",
    "cifar-net, 1, 1, 0.99",
    "tang-2013, 21, 1, 0.98",
    "tang-2013, 3, 2, 0.95",
    "'relu|conv(6,3,stride=2)|group-norm(2)|relu|average-pool(2)|affine(70)|affine(10)', 20, 2, 0.98",
  })
  void isWhatAnArenaHandsOut(String name, int rows, int models, double least) {
    Network network = network(name);
    Taken taken = Taken.by(network, rows, models);
    NetworkMemory memory = NetworkMemory.of(network, rows, models);
    assertEquals(taken.prepared, memory.prepared());
    String message = taken + " by the arena, expected " + memory;
    assertTrue(taken.all <= 1.05 * memory.values(), message);
    assertTrue(taken.all >= least * memory.values(), message);
  }

  /** Its layers need no scratch forward. */
  @Test
  void activationsAreWhatIsTakenForward() {
    Network network = network("cifar-net");
    Taken taken = Taken.by(network, 5, 1);
    assertEquals(
        taken.forward - taken.prepared, NetworkMemory.of(network, 5, 1).activations(), "values");
  }

  /** Two times 32 filters at 31 x 31 places; and at 32 x 32. */
  @Test
  void gradientsAreTwoOfTheLargest() {
    assertEquals(2 * 64 * 32 * 31 * 31, NetworkMemory.of(network("cifar-net"), 64, 1).gradients());
    assertEquals(2 * 3 * 7 * 32 * 1024, NetworkMemory.of(network("tang-2013"), 7, 3).gradients());
    assertEquals(0, NetworkMemory.of(network("linear"), 7, 3).gradients());
  }

  /** 100,000 filters at 1,024 places. */
  @Test
  void countsMoreThanAnArrayHolds() {
    Network wide =
        NetworkText.parse("conv(100000,3,pad=1)|max-pool(32)|affine(10)")
            .network(CifarShape.DATA, 3072, 1);
    assertEquals(128L * 1024 * 100_000, NetworkMemory.of(wide, 128, 1).gradients() / 2, "values");
  }
}
