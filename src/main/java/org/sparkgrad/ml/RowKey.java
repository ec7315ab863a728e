package org.sparkgrad.ml;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What rows are ordered by: those of the training part before those of the validation part, then by
 * id, or else by the first 128 bits of the SHA-256 of label and values. Rows with equal digests are
 * equal, so that their order changes nothing.
 *
 * <p>A plain class, which Spark's Kryo serializer can read back.
 */
final class RowKey implements Comparable<RowKey>, Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean held;
  private final String text;
  private final long high;
  private final long low;

  private RowKey(boolean held, String text, long high, long low) {
    this.held = held;
    this.text = text;
    this.high = high;
    this.low = low;
  }

  /**
   * By an id.
   *
   * @param held whether the row belongs to the validation part
   * @param id a whole number or a text; null for a row that has none, and is no use
   */
  static RowKey ofId(boolean held, Object id) {
    return id instanceof Number number
        ? new RowKey(held, "", number.longValue(), 0)
        : new RowKey(held, String.valueOf(id), 0, 0);
  }

  /** The same id, be the row held or not. */
  RowKey inEitherPart() {
    return new RowKey(false, text, high, low);
  }

  /** By content. */
  static RowKey ofContent(boolean held, int label, RowValues values) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update((label + " " + values.shapeText()).getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes =
        ByteBuffer.wrap(digest.digest(values.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    return new RowKey(held, "", bytes.getLong(), bytes.getLong());
  }

  @Override
  public int compareTo(RowKey other) {
    int order = Boolean.compare(held, other.held);
    order = order != 0 ? order : text.compareTo(other.text);
    order = order != 0 ? order : Long.compare(high, other.high);
    return order != 0 ? order : Long.compare(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowKey key && compareTo(key) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(held, text, high, low);
  }

  /** The id. */
  @Override
  public String toString() {
    return text.isEmpty() ? Long.toString(high) : "'" + text + "'";
  }
}
