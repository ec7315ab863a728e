package org.sparkgrad.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private static final int FORMAT = 6;

  /**
   * The bytes of a file, big-endian: format, the identity of the cell, then the fields in order,
   * lists after their lengths.
   *
   * @param identity what the cell must be to go on from here; see {@link #decode}
   */
  byte[] encode(String identity) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
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
      out.writeInt(curve.size());
      for (CurvePoint point : curve) {
        write(point, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("encode a checkpoint in memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws IllegalArgumentException where they are no checkpoint, or that of another cell
   */
  static Checkpoint decode(byte[] file, String identity) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
      int format = in.readInt();
      String found = in.readUTF();
      if (format != FORMAT) {
        throw new IllegalArgumentException(
            "expected a checkpoint of format %d, found one of format %d, of another version"
                .formatted(FORMAT, format));
      }
      if (!found.equals(identity)) {
        throw new IllegalArgumentException(
            "expected the settings of its checkpoint, found others: "
                + IdentityDifference.of(found, identity));
      }
      long iteration = in.readLong();
      float[] parameters = readFloats(in);
      float[] ruleState = readFloats(in);
      double[] averageSum = new double[readLength(in)];
      for (int i = 0; i < averageSum.length; i++) {
        averageSum[i] = in.readDouble();
      }
      Optional<BestSeen> best = in.readBoolean() ? Optional.of(readBest(in)) : Optional.empty();
      TimeSpent time = new TimeSpent(Instant.ofEpochMilli(in.readLong()), in.readDouble());
      int points = readLength(in);
      List<CurvePoint> curve = new ArrayList<>();
      for (int i = 0; i < points; i++) {
        curve.add(readPoint(in));
      }
      return new Checkpoint(iteration, parameters, ruleState, averageSum, best, time, curve);
    } catch (IOException e) {
      throw new IllegalArgumentException("expected a checkpoint, found a broken file", e);
    }
  }

  /** Every element of an array takes more than a byte, so none is longer than what is left. */
  private static int readLength(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a length of " + length + " before " + in.available() + " bytes");
    }
    return length;
  }

  private static void write(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInputStream in) throws IOException {
    float[] values = new float[readLength(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
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
