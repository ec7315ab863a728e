package org.sparkgrad.submit;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that call the scripts of one copy, in a folder whose name has a space. */
abstract class OnCopiedCheckout {
  @TempDir static Path place;
  static CopiedCheckout checkout;

  @BeforeAll
  static void copy() throws IOException {
    checkout = new CopiedCheckout(place, "my checkout");
  }
}
