package org.sparkgrad.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against bytes laid out by hand after the documentation of {@code numpy.lib.format}. */
class NpyTest {
  private static final String VECTOR = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
  private static final String MATRIX =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }";

  /** 1, -2 and 0.15625 as IEEE 754 has them, least significant byte first. */
  private static final String THREE_VALUES = "0000803f" + "000000c0" + "0000203e";

  private static byte[] file(String header, String hexValues) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int padding = (64 - (10 + header.length() + 1) % 64) % 64;
    String text = header + " ".repeat(padding) + "\n";
    out.writeBytes(HexFormat.of().parseHex("934e554d505901" + "00"));
    out.write(text.length() % 256);
    out.write(text.length() / 256);
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(HexFormat.of().parseHex(hexValues));
    return out.toByteArray();
  }

  private static String refusal(byte[] file) {
    return assertThrows(IllegalArgumentException.class, () -> Npy.decode(file)).getMessage();
  }

  @Test
  void writesAVectorByteForByte() {
    byte[] written = new Npy(List.of(3), new float[] {1, -2, 0.15625f}).encode();
    assertArrayEquals(file(VECTOR, THREE_VALUES), written);
  }

  @Test
  void writesAMatrixByteForByte() {
    byte[] written = new Npy(List.of(2, 2), new float[] {1, -2, 0.15625f, 1}).encode();
    assertArrayEquals(file(MATRIX, THREE_VALUES + "0000803f"), written);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 123, 1234, 12345, 123456, 1234567})
  void startsTheValuesAtAMultipleOf64Bytes(int length) {
    byte[] written = new Npy(List.of(length), new float[length]).encode();
    int start = written.length - 4 * length;
    assertEquals(0, start % 64);
    assertEquals('\n', written[start - 1]);
    assertEquals(start - 10, (written[8] & 0xFF) + 256 * (written[9] & 0xFF));
  }

  @Test
  void readsAVector() {
    Npy array = Npy.decode(file(VECTOR, THREE_VALUES));
    assertEquals(List.of(3), array.shape());
    assertArrayEquals(new float[] {1, -2, 0.15625f}, array.values());
  }

  @Test
  void readsAMatrixInRowOrder() {
    Npy array = Npy.decode(file(MATRIX, THREE_VALUES + "0000803f"));
    assertEquals(List.of(2, 2), array.shape());
    assertArrayEquals(new float[] {1, -2, 0.15625f, 1}, array.values());
  }

  @Test
  void keepsEveryBitOfAValue() {
    float[] values = {-0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN};
    Npy array = Npy.decode(new Npy(List.of(5), values).encode());
    for (int i = 0; i < values.length; i++) {
      assertEquals(Float.floatToRawIntBits(values[i]), Float.floatToRawIntBits(array.values()[i]));
    }
  }

  @Test
  void refusesWhatIsNoNumpyFile() {
    byte[] text = "this is a text file, not an array".getBytes(StandardCharsets.US_ASCII);
    assertTrue(refusal(text).contains("expected a NumPy file"));
  }

  @Test
  void refusesOtherVersions() {
    byte[] second = file(VECTOR, THREE_VALUES);
    second[6] = 2;
    assertTrue(refusal(second).contains("version 1.0"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 8, 9, 10, 40, 127})
  void refusesAFileThatEndsWithinItsHeader(int bytes) {
    byte[] cut = Arrays.copyOf(file(VECTOR, THREE_VALUES), bytes);
    assertTrue(refusal(cut).contains("ends within its header"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }",
        "{'descr': '>f4', 'fortran_order': False, 'shape': (3,), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (3,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-3,), }",
        "3 floats"
      })
  void refusesOtherKindsOfArraysAndShowsTheHeader(String header) {
    String message = refusal(file(header, THREE_VALUES));
    assertTrue(message.contains("expected a little-endian float32 array in C order"), message);
    assertTrue(message.contains(header), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0000803f000000c0", THREE_VALUES + "00", THREE_VALUES + "00000000"})
  void refusesTooFewAndTooManyBytes(String values) {
    String message = refusal(file(VECTOR, values));
    assertTrue(message.contains("expected 12 bytes"), message);
    assertTrue(message.contains("found " + values.length() / 2), message);
  }

  @Test
  void refusesALengthBeyondAnInteger() {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }";
    refusal(file(header, THREE_VALUES));
  }

  /** Products that are 0 or 12 in arithmetic of 64 bits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "65536, 65536, 65536, 65536",
        "1073741824, 1073741824, 4",
        "2147483647, 2147483647, 2147483647, 0",
        "3, 1431655765, 1431655765, 2147483647"
      })
  void refusesShapesWithMoreValuesThanAnyFileHas(String shape) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    String message = refusal(file(header, ""));
    assertTrue(message.contains("expected "), message);
    assertTrue(message.contains("shape [" + shape + "]"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", "1,,2", ",", "3", "1,2", "99999999999999999999,"})
  void refusesWhatIsNoShape(String shape) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    assertTrue(refusal(file(header, THREE_VALUES)).contains("found header"));
  }

  /** The longest header that the format has. */
  @Test
  void refusesAShapeOfThousandsOfDimensions() {
    String shape = "1, ".repeat(21_000) + "3";
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }";
    String message = refusal(file(header, THREE_VALUES));
    assertTrue(message.length() < 400, message);
  }

  @Test
  void saysHowLongAFileOfAShapeMayBe() {
    byte[] written = new Npy(List.of(2, 3), new float[6]).encode();
    long most = Npy.mostBytes(List.of(2, 3));
    assertTrue(written.length <= most && most <= 24 + 10 + 65535, "" + most);
    assertThrows(
        IllegalArgumentException.class,
        () -> Npy.mostBytes(List.of(1 << 30, 1 << 30, 1 << 30, 1 << 30)));
  }
}
