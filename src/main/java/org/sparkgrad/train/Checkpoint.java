package org.sparkgrad.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/**
 * A cell between two iterations: all that its training needs to go on as if it had never stopped,
 * bit for bit. Batches need nothing kept, since they are a function of seed and iteration.
 *
 * @param iteration how many iterations were made
 * @param parameters of the model
 * @param ruleState what the update rule remembers
 * @param averageSum of the parameters that are averaged; empty before the first of them
 * @param best what early stopping remembers; empty without it and before its first evaluation
 * @param time spent on the cell so far
 * @param curve one point an iteration
 */
public record Checkpoint(
    long iteration,
    float[] parameters,
    float[] ruleState,
    double[] averageSum,
    Optional<BestSeen> best,
    TimeSpent time,
    List<CurvePoint> curve) {
  /**
   * The version of the arithmetic: to be raised by every change after which the same
   * hyperparameters and data give other bits, since half of a run of each kind would be neither.
   */
  static final int BITS = 1;

  private static final int FORMAT = 8;
  private static final int DIGEST_BYTES = 32;

  /** Whether all of its numbers are finite; a run whose are not is about to end as diverged. */
  boolean isFinite() {
    return areFinite(parameters)
        && areFinite(ruleState)
        && Arrays.stream(averageSum).allMatch(Double::isFinite)
        && best.filter(each -> !areFinite(each.parameters())).isEmpty()
        && curve.stream().allMatch(each -> Double.isFinite(each.dataLoss() + each.penalty()));
  }

  private static boolean areFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The bytes of a file, big-endian: format, version of the bits, the identity of the cell, then
   * the fields in order, lists after their lengths, of the curve the parts that it is kept in; at
   * the end the SHA-256 of all before it.
   *
   * @param identity what the cell must be to go on from here; see {@link #decode}
   * @param parts in order
   */
  byte[] encode(String identity, List<CurvePart> parts) {
    byte[] content = encodeContent(identity, parts);
    byte[] digest = DigestUtils.sha256(content);
    byte[] file = Arrays.copyOf(content, content.length + digest.length);
    System.arraycopy(digest, 0, file, content.length, digest.length);
    return file;
  }

  private byte[] encodeContent(String identity, List<CurvePart> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      out.writeInt(BITS);
      out.writeUTF(identity);
      out.writeLong(iteration);
      write(parameters, out);
      write(ruleState, out);
      out.writeInt(averageSum.length);
      for (double value : averageSum) {
        out.writeDouble(value);
      }
      out.writeBoolean(best.isPresent());
      if (best.isPresent()) {
        write(best.get(), out);
      }
      out.writeLong(time.started().toEpochMilli());
      out.writeDouble(time.seconds());
      out.writeInt(parts.size());
      for (CurvePart part : parts) {
        out.writeLong(part.first());
        out.writeInt(part.points());
        out.write(HexFormat.of().parseHex(part.sha256()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("encode a checkpoint in memory", e);
    }
    return bytes.toByteArray();
  }

  /** A checkpoint without its curve, and the parts that this is kept in. */
  record Stored(Checkpoint state, List<CurvePart> parts) {
    /**
     * With its curve.
     *
     * @throws DataException if it holds a number that is not finite
     */
    Checkpoint with(List<CurvePoint> curve) {
      Checkpoint whole =
          new Checkpoint(
              state.iteration,
              state.parameters,
              state.ruleState,
              state.averageSum,
              state.best,
              state.time,
              curve);
      if (!whole.isFinite()) {
        throw new DataException("numbers: expected finite ones, found NaN or infinite ones");
      }
      return whole;
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws DataException if they are no checkpoint of this version, that of another cell, or not
   *     as they were written; the message begins with what is wrong
   */
  static Stored decode(byte[] file, String identity) {
    return decode(file, Optional.of(identity));
  }

  /** The same, of whatever cell. */
  static Stored decode(byte[] file) {
    return decode(file, Optional.empty());
  }

  private static Stored decode(byte[] file, Optional<String> identity) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content(file)))) {
      require("format", FORMAT, in.readInt());
      require("version of the arithmetic", BITS, in.readInt());
      String found = in.readUTF();
      require("cell", identity.orElse(found), found);
      return read(in);
    } catch (IOException e) {
      throw new DataException("expected a checkpoint, found a broken file: " + Reason.of(e), e);
    }
  }

  /** What comes before the digest, which is checked. */
  private static byte[] content(byte[] file) throws IOException {
    if (file.length < Integer.BYTES + DIGEST_BYTES) {
      throw new EOFException("%d bytes are too few".formatted(file.length));
    }
    require("format", FORMAT, ByteBuffer.wrap(file).getInt());
    byte[] content = Arrays.copyOf(file, file.length - DIGEST_BYTES);
    HexFormat hex = HexFormat.of();
    require(
        "SHA-256",
        hex.formatHex(file, content.length, file.length),
        hex.formatHex(DigestUtils.sha256(content)));
    return content;
  }

  private static void require(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new DataException("%s: expected %s, found %s".formatted(what, expected, found));
    }
  }

  private static Stored read(DataInputStream in) throws IOException {
    long iteration = in.readLong();
    float[] parameters = readFloats(in);
    float[] ruleState = readFloats(in);
    double[] averageSum = new double[readLength(in, Double.BYTES)];
    for (int i = 0; i < averageSum.length; i++) {
      averageSum[i] = in.readDouble();
    }
    Optional<BestSeen> best = in.readBoolean() ? Optional.of(readBest(in)) : Optional.empty();
    TimeSpent time = new TimeSpent(Instant.ofEpochMilli(in.readLong()), in.readDouble());
    List<CurvePart> parts = new ArrayList<>();
    for (int left = readLength(in, DIGEST_BYTES); left > 0; left--) {
      parts.add(readPart(in));
    }
    Checkpoint state =
        new Checkpoint(iteration, parameters, ruleState, averageSum, best, time, List.of());
    return new Stored(state, parts);
  }

  private static CurvePart readPart(DataInputStream in) throws IOException {
    long first = in.readLong();
    int points = in.readInt();
    byte[] digest = new byte[DIGEST_BYTES];
    in.readFully(digest);
    return new CurvePart(first, points, HexFormat.of().formatHex(digest));
  }

  /** How many elements follow, each of so many bytes or more: no more than there are bytes left. */
  private static int readLength(DataInputStream in, int bytes) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available() / bytes) {
      throw new IOException("a length of " + length + " before " + in.available() + " bytes");
    }
    return length;
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[readLength(in, Float.BYTES)];
    byte[] bytes = in.readNBytes(values.length * Float.BYTES);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }

  private static void write(BestSeen best, DataOutputStream out) throws IOException {
    out.writeLong(best.iteration());
    out.writeDouble(best.accuracy());
    write(best.parameters(), out);
    out.writeInt(best.evaluationsSince());
  }

  private static BestSeen readBest(DataInputStream in) throws IOException {
    return new BestSeen(in.readLong(), in.readDouble(), readFloats(in), in.readInt());
  }
}
