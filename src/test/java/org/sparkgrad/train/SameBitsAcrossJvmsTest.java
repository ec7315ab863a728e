package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights do not depend on how the virtual machine computes: each case starts one. */
class SameBitsAcrossJvmsTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  /** What each set of options gave. */
  private static final Map<List<String>, ChildJvm.Trained> TRAINED = new HashMap<>();

  private static final Map<Integer, Boolean> HAS_AVX = new HashMap<>();
  private static String expected;

  @BeforeAll
  static void trainHere() {
    expected = TrainInMemory.weightsSha256(200, 300, 10);
  }

  private static ChildJvm.Trained train(String... options)
      throws IOException, InterruptedException {
    List<String> all = List.of(options);
    if (!TRAINED.containsKey(all)) {
      TRAINED.put(all, ChildJvm.train(all, 200, 300, 10));
    }
    return TRAINED.get(all);
  }

  @Test
  void withTheVectorModule() throws IOException, InterruptedException {
    ChildJvm.Trained trained = train(VECTORS);
    assertEquals("VectorKernel", trained.kernel());
    assertEquals(expected, trained.sha256());
  }

  @Test
  void withoutTheVectorModule() throws IOException, InterruptedException {
    ChildJvm.Trained trained = train();
    assertEquals("PlainKernel", trained.kernel());
    assertEquals(expected, trained.sha256());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void withVectorsOfAnyWidth(int avx) throws IOException, InterruptedException {
    assumeAvx(avx);
    ChildJvm.Trained trained = train(VECTORS, "-XX:UseAVX=" + avx);
    assertEquals("VectorKernel", trained.kernel());
    assertEquals(expected, trained.sha256());
  }

  /** As ARM's NEON has them, in tiles for 16 registers and for ARM's 32. */
  @ParameterizedTest
  @ValueSource(strings = {"amd64", "aarch64"})
  void withVectorsOf128Bits(String architecture) throws IOException, InterruptedException {
    ChildJvm.Trained trained = train(VECTORS, "-XX:MaxVectorSize=16", "-Dos.arch=" + architecture);
    assertEquals("VectorKernel", trained.kernel());
    assertEquals(architecture.equals("aarch64") ? 16 : 8, trained.widestPanel());
    assertEquals(expected, trained.sha256());
  }

  @Test
  void withoutTheVectorModuleItSaysOnceWhatToAdd() throws IOException, InterruptedException {
    assertWarns("this JVM was started without --add-modules=jdk.incubator.vector");
  }

  @Test
  void withVectorsTooNarrowItSaysSoOnce() throws IOException, InterruptedException {
    assertWarns(
        "expected vectors of 128, 256 or 512 bits, found 64", VECTORS, "-XX:MaxVectorSize=8");
  }

  private static void assertWarns(String reason, String... options)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("-Dlog4j2.configurationFile=conf/log4j2.properties");
    ChildJvm.Result result = ChildJvm.run(TrainInMemory.class, 60, all, List.of("3", "7", "2"));
    List<String> lines = result.output().lines().filter(line -> line.contains(" WARN ")).toList();
    assertEquals(1, lines.size(), result.output());
    assertTrue(lines.get(0).contains("plain loops"), lines.get(0));
    assertTrue(lines.get(0).contains(reason), lines.get(0));
    assertTrue(result.output().contains("PlainKernel"), result.output());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void withPlainLoopsCompiledToVectorsOfAnyWidth(int avx) throws IOException, InterruptedException {
    assumeAvx(avx);
    ChildJvm.Trained trained = train("-XX:UseAVX=" + avx);
    assertEquals("PlainKernel", trained.kernel());
    assertEquals(expected, trained.sha256());
  }

  /** Otherwise the two cases above would be one. */
  @Test
  void vectorsAreWiderWhereTheMachineHasThem() throws IOException, InterruptedException {
    assumeAvx(3);
    int narrow = train(VECTORS, "-XX:UseAVX=2").widestPanel();
    int wide = train(VECTORS, "-XX:UseAVX=3").widestPanel();
    assertTrue(narrow < wide, narrow + " columns, then " + wide);
  }

  /** Slow, so a case of a few rows. */
  @ParameterizedTest
  @ValueSource(strings = {"jdk.incubator.vector", "java.base"})
  void interpreted(String module) throws IOException, InterruptedException {
    ChildJvm.Trained trained = ChildJvm.train(List.of("-Xint", "--add-modules=" + module), 3, 7, 2);
    assertEquals(TrainInMemory.weightsSha256(3, 7, 2), trained.sha256());
  }

  private static void assumeAvx(int level) throws IOException, InterruptedException {
    if (!HAS_AVX.containsKey(level)) {
      HAS_AVX.put(level, ChildJvm.heeds("UseAVX", Integer.toString(level)));
    }
    assumeTrue(HAS_AVX.get(level), "this machine or virtual machine has no -XX:UseAVX=" + level);
  }
}
