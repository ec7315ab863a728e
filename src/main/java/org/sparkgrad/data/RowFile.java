package org.sparkgrad.data;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoSerializable;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import org.apache.spark.util.KnownSizeEstimation;

/**
 * Rows of floats in a file of the local disk, mapped into memory: what is read often stays there as
 * long as the operating system has room. The file has no name; it goes when nobody refers to the
 * rows any longer, at the latest with the process. Where rows are sent to, they are an array.
 */
final class RowFile implements Serializable, KryoSerializable, KnownSizeEstimation {
  private static final long serialVersionUID = 1L;

  /** Of a mapping, which can have 2 GiB. */
  private static final int MOST_BYTES = 1 << 30;

  /** On the heap, where Spark counts what it keeps. */
  private static final long ON_HEAP = 1024;

  private int rows;
  private int size;
  private transient FloatBuffer[] parts;

  /**
   * Maps the first rows of a file, which are in this machine's order of bytes.
   *
   * @param size values per row
   */
  static RowFile of(FileChannel file, int rows, int size) throws IOException {
    RowFile all = new RowFile();
    all.rows = rows;
    all.size = size;
    int perPart = Math.max(1, MOST_BYTES / (size * Float.BYTES));
    all.parts = new FloatBuffer[(rows + perPart - 1) / perPart];
    for (int part = 0; part < all.parts.length; part++) {
      long from = (long) part * perPart * size * Float.BYTES;
      long bytes = (long) Math.min(perPart, rows - part * perPart) * size * Float.BYTES;
      all.parts[part] =
          file.map(FileChannel.MapMode.READ_ONLY, from, bytes)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    return all;
  }

  int rows() {
    return rows;
  }

  int size() {
    return size;
  }

  /** Writes a row to {@code out[to ..)}. */
  void read(int row, float[] out, int to) {
    int perPart = parts[0].capacity() / size;
    parts[row / perPart].get(row % perPart * size, out, to, size);
  }

  /** All rows, row by row. */
  float[] values() {
    float[] values = new float[rows * size];
    for (int row = 0; row < rows; row++) {
      read(row, values, row * size);
    }
    return values;
  }

  /** Some rows, row by row. */
  float[] values(int[] some) {
    float[] values = new float[some.length * size];
    for (int i = 0; i < some.length; i++) {
      read(some[i], values, i * size);
    }
    return values;
  }

  private void take(int count, int length, float[] values) {
    rows = count;
    size = length;
    parts = new FloatBuffer[] {FloatBuffer.wrap(values)};
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(rows);
    out.writeInt(size);
    out.writeObject(values());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    take(in.readInt(), in.readInt(), (float[]) in.readObject());
  }

  @Override
  public void write(Kryo kryo, Output out) {
    out.writeInt(rows);
    out.writeInt(size);
    out.writeFloats(values());
  }

  @Override
  public void read(Kryo kryo, Input in) {
    int count = in.readInt();
    int length = in.readInt();
    take(count, length, in.readFloats(count * length));
  }

  @Override
  public long estimatedSize() {
    return ON_HEAP;
  }
}
