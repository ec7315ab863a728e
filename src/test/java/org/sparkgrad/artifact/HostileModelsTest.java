package org.sparkgrad.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.train.Models;

/** Saved models and manifests after any edits are read or refused. */
class HostileModelsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path place;
  private static Directory directory;
  private static byte[] description;
  private static byte[] manifest;

  @BeforeContainer
  static void writeAModel() throws IOException {
    place = Files.createTempDirectory("hostile-models");
    directory = Directory.at(new Configuration(), place.resolve("model").toString());
    Map<Hyperparameter<?>, Object> given =
        Map.of(Hyperparameter.LEARNING_RATE, 0.25, Hyperparameter.ITERATIONS, 7);
    SavedModel.write(directory, Models.counting(true), Hyperparameters.of(given), 16);
    description = directory.read(ModelDescription.NAME);
    manifest =
        JsonFile.encode(
            Map.of(
                "status", "running",
                "run_id", "an-id",
                "started", "2026-01-01T00:00:00Z",
                "class_names", Models.NAMES,
                "cell_settings", Map.of("cell-1", "learning-rate=0.1 data=abc blocks=3")));
  }

  @AfterContainer
  static void removeIt() {
    Directory.at(new Configuration(), place.toString()).delete();
  }

  /** With a digest of the fields that fits them, if it is an object still. */
  static byte[] signed(byte[] edited) {
    try {
      Map<?, ?> fields = JSON.readValue(edited, Map.class);
      fields.remove("sha256");
      @SuppressWarnings("unchecked")
      Map<String, ?> named = (Map<String, ?>) fields;
      return JsonFile.encode(named);
    } catch (IOException | ClassCastException | NullPointerException e) {
      return edited;
    }
  }

  private static void read() {
    Ending.worksOrIsRefused(
        DataException.class,
        () -> SavedModel.read(new Configuration(false), directory.path().toString()));
  }

  @Property(tries = 500, seed = Edits.SEED)
  void descriptions(@ForAll(supplier = Edits.class) List<Edit> edits) {
    directory.write(ModelDescription.NAME, Edit.all(edits, description));
    read();
  }

  @Property(tries = 800, seed = Edits.SEED)
  void descriptionsWithADigestThatFits(@ForAll(supplier = Edits.class) List<Edit> edits) {
    directory.write(ModelDescription.NAME, signed(Edit.all(edits, description)));
    read();
  }

  /** What a description may say of the network, with a digest that fits. */
  @Property(tries = 300, seed = Edits.SEED)
  void descriptionsOfOtherNetworks(@ForAll(supplier = Edits.class) List<Edit> edits)
      throws JsonProcessingException {
    String net = "conv(8,3,pad=1,bias=false)|batch-norm|relu|max-pool(2)|affine(10)";
    String edited = new String(Edit.all(edits, net.getBytes(UTF_8)), UTF_8);
    String text =
        new String(description, UTF_8).replace("\"linear\"", JSON.writeValueAsString(edited));
    directory.write(ModelDescription.NAME, signed(text.getBytes(UTF_8)));
    read();
  }

  @Property(tries = 500, seed = Edits.SEED)
  void manifests(@ForAll(supplier = Edits.class) List<Edit> edits) {
    directory.write(RunDirectory.MANIFEST, signed(Edit.all(edits, manifest)));
    Ending.worksOrIsRefused(
        DataException.class,
        () -> {
          try {
            RecordedRun.read(directory);
          } catch (RunRefusedException e) {
            throw new DataException(e.getMessage(), e);
          }
        });
  }
}
