package org.sparkgrad.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.io.DataException;

/**
 * A stretch of a cell's curve in a file of its own, so that a checkpoint writes what is new and not
 * the whole curve.
 *
 * <p>A new part begins at the last point of the one before, which may have been measured since. It
 * takes in the parts before it that are no longer than it, so that a curve of n points has about
 * log2(n) parts, and each point is written about as often.
 *
 * @param first index of its first point
 * @param points how many it has
 * @param sha256 of its bytes, in hexadecimal
 */
record CurvePart(long first, int points, String sha256) {
  private static final String SUFFIX = ".curve";
  private static final int NAME_DIGITS = 16;

  private static final int POINT_BYTES = Long.BYTES + 6 * Double.BYTES;

  static CurvePart of(List<CurvePoint> curve, int first) {
    int points = curve.size() - first;
    return new CurvePart(first, points, DigestUtils.sha256Hex(encode(curve, first)));
  }

  /** Which of the parts of a curve stay when a part is added that brings it to a length. */
  static List<CurvePart> staying(List<CurvePart> parts, int length) {
    List<CurvePart> staying = new ArrayList<>(parts);
    staying.removeIf(part -> part.end() > length);
    while (!staying.isEmpty() && last(staying).points() <= length - next(staying)) {
      staying.remove(staying.size() - 1);
    }
    return staying;
  }

  /** Where the part begins that comes after some. */
  static int next(List<CurvePart> parts) {
    return parts.isEmpty() ? 0 : (int) last(parts).end() - 1;
  }

  private static CurvePart last(List<CurvePart> parts) {
    return parts.get(parts.size() - 1);
  }

  private long end() {
    return first + points;
  }

  /** Another name for other bytes, so that no file that a checkpoint needs is ever replaced. */
  String file(String checkpoint) {
    return "%s-%d-%s%s".formatted(checkpoint, first, sha256.substring(0, NAME_DIGITS), SUFFIX);
  }

  /** Whether a file is a part of the curve of a checkpoint. */
  static boolean isFile(String name, String checkpoint) {
    return name.startsWith(checkpoint + "-") && name.endsWith(SUFFIX);
  }

  /** The bytes of a file: the points from {@code first} on, big-endian. */
  static byte[] encode(List<CurvePoint> curve, int first) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (CurvePoint point : curve.subList(first, curve.size())) {
        write(point, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("encode a curve in memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Adds its points to a curve, in place of those that it begins at or after.
   *
   * @param bytes of its file
   * @throws DataException if they are not as they were written
   */
  void addTo(List<CurvePoint> curve, byte[] bytes) {
    requireWhole(bytes);
    boolean fits = first >= 0 && first <= curve.size();
    if (!fits || bytes.length != (long) points * POINT_BYTES) {
      throw new DataException(
          "expected %d points from %d on, found %d bytes after %d points"
              .formatted(points, first, bytes.length, curve.size()));
    }
    curve.subList((int) first, curve.size()).clear();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (int i = 0; i < points; i++) {
        curve.add(readPoint(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("decode a curve in memory", e);
    }
  }

  /**
   * Checks that the bytes of its file are as they were written.
   *
   * @throws DataException if they are not
   */
  void requireWhole(byte[] bytes) {
    String found = DigestUtils.sha256Hex(bytes);
    if (!found.equals(sha256)) {
      throw new DataException("SHA-256: expected %s, found %s".formatted(sha256, found));
    }
  }

  private static void write(CurvePoint point, DataOutputStream out) throws IOException {
    out.writeLong(point.iteration());
    out.writeDouble(point.learningRate());
    out.writeDouble(point.dataLoss());
    out.writeDouble(point.penalty());
    out.writeDouble(point.trainAccuracy().orElse(Double.NaN));
    out.writeDouble(point.validationAccuracy().orElse(Double.NaN));
    out.writeDouble(point.validationLoss().orElse(Double.NaN));
  }

  private static CurvePoint readPoint(DataInputStream in) throws IOException {
    return new CurvePoint(
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        new CurveSample(readMeasured(in), readMeasured(in), readMeasured(in)));
  }

  private static Optional<Double> readMeasured(DataInputStream in) throws IOException {
    return Optional.of(in.readDouble()).filter(each -> !each.isNaN());
  }
}
