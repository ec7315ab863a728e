package org.sparkgrad.io;

import java.io.IOException;
import java.io.InputStream;

/** NumPy arrays that stand beside a test. */
public final class NpyResource {
  private NpyResource() {}

  /** The values of a float32 array in C order. */
  public static float[] read(Class<?> test, String name) throws IOException {
    try (InputStream in = test.getResourceAsStream(name)) {
      return Npy.decode(in.readAllBytes()).values();
    }
  }
}
