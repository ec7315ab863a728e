package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.Padding;

/** The weights of a convolutional net do not depend on how the virtual machine computes. */
class NetworksAcrossJvmsTest {
  private static final long BOUND_SECONDS = 120;
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final String IGNORED = "-XX:+IgnoreUnrecognizedVMOptions";

  @ParameterizedTest
  @ValueSource(strings = {"-XX:UseAVX=2", "-XX:UseAVX=3", "-XX:MaxVectorSize=16"})
  void vectorsOfAnyWidthGiveTheSameBits(String width) throws IOException, InterruptedException {
    assertEquals(
        "VectorKernel " + TrainNetworkInMemory.weightsSha256(), lastLine(VECTORS, IGNORED, width));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:UseAVX=2", "-XX:TieredStopAtLevel=1"})
  void plainLoopsGiveTheSameBits(String how) throws IOException, InterruptedException {
    assertEquals("PlainKernel " + TrainNetworkInMemory.weightsSha256(), lastLine(IGNORED, how));
  }

  /** Otherwise equal bits would say little. */
  @Test
  void imagesChangeTheBits() {
    Augmentation shifted = new Augmentation(3, FlipKind.ALTERNATING, 1, Padding.REFLECT);
    assertNotEquals(
        TrainNetworkInMemory.weightsSha256(), TrainNetworkInMemory.weightsSha256(shifted));
  }

  private static String lastLine(String... options) throws IOException, InterruptedException {
    ChildJvm.Result result =
        ChildJvm.run(TrainNetworkInMemory.class, BOUND_SECONDS, List.of(options), List.of());
    assertEquals(0, result.code(), result.output());
    List<String> lines = result.output().lines().toList();
    return lines.get(lines.size() - 1);
  }
}
