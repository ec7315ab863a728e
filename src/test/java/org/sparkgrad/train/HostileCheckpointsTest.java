package org.sparkgrad.train;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;
import org.sparkgrad.io.DataException;

/** Checkpoints and parts of their curves after any edits are gone on from or refused. */
class HostileCheckpointsTest {
  private static final String IDENTITY = "learning-rate=0.1 data=abc blocks=3";
  private static final int DIGEST_BYTES = 32;
  private static final CurveSample SAMPLE =
      new CurveSample(Optional.of(0.5), Optional.empty(), Optional.of(1.5));
  private static final byte[] FILE =
      new Checkpoint(
              7,
              new float[] {1, 2, 3},
              new float[] {4, 5},
              new double[] {6, 7, 8},
              Optional.of(new BestSeen(3, 0.25, new float[] {9, 10, 11}, 2)),
              new TimeSpent(Instant.EPOCH, 12.5),
              List.of(new CurvePoint(0, 0.1, 2.3, 0.01, SAMPLE)))
          .encode(IDENTITY, List.of(new CurvePart(0, 1, "ab".repeat(DIGEST_BYTES))));

  private static void decode(byte[] file) {
    Ending.worksOrIsRefused(
        DataException.class, () -> Checkpoint.decode(file, IDENTITY).with(List.of()));
    Ending.worksOrIsRefused(DataException.class, () -> Checkpoint.decode(file));
  }

  @Property(tries = 500, seed = Edits.SEED)
  void edited(@ForAll(supplier = Edits.class) List<Edit> edits) {
    decode(Edit.all(edits, FILE));
  }

  /** As one who wants it gone on from would write it. */
  @Property(tries = 1500, seed = Edits.SEED)
  void editedWithADigestThatFits(@ForAll(supplier = Edits.class) List<Edit> edits) {
    byte[] content = Edit.all(edits, Arrays.copyOf(FILE, FILE.length - DIGEST_BYTES));
    byte[] file = Arrays.copyOf(content, content.length + DIGEST_BYTES);
    System.arraycopy(DigestUtils.sha256(content), 0, file, content.length, DIGEST_BYTES);
    decode(file);
  }

  private static final List<CurvePoint> CURVE =
      List.of(new CurvePoint(0, 0.1, 2.3, 0.01, SAMPLE), new CurvePoint(1, 0.1, 2.2, 0, SAMPLE));

  private static void add(long first, int points, String digest, byte[] file) {
    Ending.worksOrIsRefused(
        DataException.class,
        () -> new CurvePart(first, points, digest).addTo(new ArrayList<>(CURVE), file));
  }

  @Property(tries = 300, seed = Edits.SEED)
  void partsOfCurves(@ForAll(supplier = Edits.class) List<Edit> edits) {
    byte[] good = CurvePart.encode(CURVE, 0);
    add(0, 2, DigestUtils.sha256Hex(good), Edit.all(edits, good));
  }

  /** Described by a checkpoint that was made up, with a digest that fits. */
  @Property(tries = 1000, seed = Edits.SEED)
  void partsOfCurvesAnywhere(
      @ForAll long first, @ForAll int points, @ForAll(supplier = Edits.class) List<Edit> edits) {
    byte[] file = Edit.all(edits, CurvePart.encode(CURVE, 0));
    String digest = DigestUtils.sha256Hex(file);
    add(first, 2, digest, file);
    add(first % 4, 2, digest, file);
    add(0, points, digest, file);
  }
}
