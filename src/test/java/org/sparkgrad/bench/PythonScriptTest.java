package org.sparkgrad.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.data.format.RecordFile;

class PythonScriptTest {
  /** A file that is not there ends it as a missing package or a missing Python does. */
  @ParameterizedTest
  @ValueSource(strings = {"numpy_loop.py", "scikit_image_hog.py"})
  void givesNoNumberWhereTheScriptFails(String name) {
    List<RecordFile> files = List.of(new RecordFile("no/such/file.bin", 0, 1, 0));
    assertEquals(OptionalDouble.empty(), new PythonScript(name).run(files, 1, 1));
  }
}
