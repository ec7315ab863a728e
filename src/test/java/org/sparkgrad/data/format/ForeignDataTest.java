package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.io.DataException;

/** Directories of another kind: what lies there is said, and what to do. */
class ForeignDataTest {
  private static final String FETCH = "'data fetch DIR' brings CIFAR-10's binary version";

  @TempDir Path place;

  private void assertFound(String what, String advice, Path directory) {
    var error =
        assertThrows(
            DataException.class, () -> DataSource.open(new Configuration(), directory.toString()));
    assertEquals(
        "open data: expected a directory of CIFAR-10 or CIFAR-100 binary files, IDX files, Parquet tables, or images in a folder for each class, found %s at %s (%s)"
            .formatted(what, directory, advice),
        error.getMessage());
  }

  private void write(String files) {
    for (String name : files.split(" ")) {
      TinyCifar.writeFile(place.resolve(name), new byte[3074]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "data_batch_1 data_batch_2 test_batch batches.meta readme.html; CIFAR-10''s Python version, pickles, (batches.meta, data_batch_1, data_batch_2 and 1 more)",
        "data_batch_1.mat batches.meta.mat; a Matlab version (batches.meta.mat, data_batch_1.mat)",
        "cifar-10-batches-py/data_batch_1; a folder ''cifar-10-batches-py'' with CIFAR-10''s Python version, pickles, (data_batch_1)",
        "manifest.json results/a; a run directory of ''train'' or ''grid'' (manifest.json)",
        "model.json weights.npy; a saved model (model.json)",
        "cifar-10-python.tar.gz; 'the archive of another data set or version, cifar-10-python.tar.gz'",
        "a b c d.txt e/f; 'other files (a, b, c and 2 more)'",
      })
  void anotherDataSetIsNamed(String files, String what) {
    write(files);
    assertFound(what.replace("''", "'"), FETCH, place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "train test meta; CIFAR-100''s Python version, pickles, (meta, test, train); ''data fetch DIR --kind cifar-100'' brings its binary version",
        "mnist-images.idx3-ubyte mnist-labels.idx1-ubyte; IDX files of other names (mnist-images.idx3-ubyte, mnist-labels.idx1-ubyte); name them as MNIST does, such as train-images-idx3-ubyte and t10k-labels-idx1-ubyte",
        "a.png b.JPEG notes.txt; images (a.png, b.JPEG); put them into a folder for each class, as PNG, JPEG, GIF or BMP files",
      })
  void whatIsNearlyADataSetIsToBeMadeOne(String files, String what, String advice) {
    write(files);
    assertFound(what.replace("''", "'"), advice.replace("''", "'"), place);
  }

  @Test
  void compressedFilesAreToBeUnpacked() {
    write("data_batch_1.bin.gz test_batch.bin.gz batches.meta.txt");
    assertFound(
        "compressed files (data_batch_1.bin.gz, test_batch.bin.gz)",
        "unpack them: gunzip " + place + "/*.gz",
        place);
  }

  @Test
  void filesInCapitalsAreToBeRenamed() {
    write("DATA_BATCH_1.BIN data_batch_2.BIN batches.meta.txt");
    assertFound(
        "files in capital letters (DATA_BATCH_1.BIN, data_batch_2.BIN)",
        "rename them as the original has them, such as data_batch_1.bin",
        place);
  }

  @Test
  void theFolderAboveLeadsToTheData() {
    write("cifar-10-binary.tar.gz.part");
    TinyCifar.write(place.resolve("cifar-10-batches-bin"), 1, 1);
    assertFound(
        "the folder above CIFAR-10 binary files",
        "they lie in " + place + "/cifar-10-batches-bin",
        place);
  }

  @Test
  void anArchiveIsToBeUnpacked() {
    write("cifar-10-binary.tar.gz notes.txt");
    Path archive = place.resolve("cifar-10-binary.tar.gz");
    String advice =
        "'data fetch DIR --archive " + archive + "' checks and unpacks cifar-10-binary.tar.gz";
    assertFound("an archive, cifar-10-binary.tar.gz", advice, place);
    assertFound("an archive, cifar-10-binary.tar.gz", advice, archive);
  }

  @Test
  void oneFileOfTheSetLeadsToItsDirectory() {
    TinyCifar.write(place, 1, 1);
    assertFound(
        "one file of a data set",
        "give the directory that it lies in",
        place.resolve("data_batch_1.bin"));
  }

  @Test
  void anEmptyDirectoryIsToBeFilled() {
    assertFound("an empty directory", FETCH, place);
  }

  @Test
  void theLocalDiskReadsAsHadoopDoes() throws IOException {
    write("cat/1.png b.png");
    assertEquals(
        new Finding("a data set of images in a folder for each class", FETCH),
        ForeignData.in(new LocalFolder(place)));
    assertEquals(
        List.of("b.png", "cat"),
        new LocalFolder(place).entries().stream().map(FolderEntry::name).toList());
  }
}
