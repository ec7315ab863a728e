package org.sparkgrad.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.data.format.DataFile;
import org.sparkgrad.data.format.DataKind;

class PythonScriptTest {
  /** A file that is not there ends it as a missing package or a missing Python does. */
  @ParameterizedTest
  @ValueSource(strings = {"numpy_loop.py", "scikit_image_hog.py"})
  void givesNoNumberWhereTheScriptFails(String name) {
    List<DataFile> files = List.of(new DataFile("no/such/file.bin", "file.bin", 1, 0));
    assertEquals(
        OptionalDouble.empty(), new PythonScript(name).run(DataKind.CIFAR_10, files, 1, 1));
  }
}
