package org.sparkgrad.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.Edit;
import org.sparkgrad.Edits;
import org.sparkgrad.Ending;

/** Arrays and JSON after any edits are read or refused. */
class HostileFilesTest {
  private static final String NAME = "file.json";
  private static final byte[] ARRAY = new Npy(List.of(3, 4), new float[12]).encode();
  private static final byte[] JSON =
      JsonFile.encode(
          Map.of(
              "text",
              "a \"text\" of \u00E4",
              "count",
              7,
              "flag",
              true,
              "texts",
              List.of("one", "two"),
              "map",
              Map.of("a", 1.5, "b", "c"),
              "objects",
              List.of(Map.of("d", 1), Map.of("e", "f"))));

  private static Path place;
  private static Directory directory;

  @BeforeContainer
  static void makePlace() throws IOException {
    place = Files.createTempDirectory("hostile-files");
    directory = Directory.at(new Configuration(), place.toString());
  }

  @AfterContainer
  static void removePlace() {
    directory.delete();
  }

  @Property(tries = 1500, seed = Edits.SEED)
  void arrays(@ForAll(supplier = Edits.class) List<Edit> edits) {
    byte[] edited = Edit.all(edits, ARRAY);
    Ending.worksOrIsRefused(IllegalArgumentException.class, () -> Npy.decode(edited));
  }

  @Property(tries = 300, seed = Edits.SEED)
  void arraysOfAnyBytes(@ForAll byte[] bytes) {
    Ending.worksOrIsRefused(IllegalArgumentException.class, () -> Npy.decode(bytes));
  }

  @Property(tries = 1000, seed = Edits.SEED)
  void json(@ForAll(supplier = Edits.class) List<Edit> edits) throws IOException {
    Files.write(place.resolve(NAME), Edit.all(edits, JSON));
    Ending.worksOrIsRefused(DataException.class, () -> readAll());
  }

  @Property(tries = 300, seed = Edits.SEED)
  void jsonOfAnyText(@ForAll String text) throws IOException {
    Files.writeString(place.resolve(NAME), text, UTF_8);
    Ending.worksOrIsRefused(DataException.class, () -> readAll());
  }

  private static void readAll() {
    JsonFile json = JsonFile.read("read it", directory, NAME);
    json.requireKnown(Set.of("text", "count", "flag", "texts", "map", "objects"));
    json.text("text");
    json.count("count", 0, 100);
    json.flag("flag");
    json.texts("texts");
    json.map("map");
    json.objects("objects");
    json.values();
    json.requireDigest();
  }
}
