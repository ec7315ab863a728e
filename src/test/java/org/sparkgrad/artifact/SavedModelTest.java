package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.MortalFileSystem;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.Npy;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.loss.MulticlassHinge;
import org.sparkgrad.loss.OneVsRestSquaredHinge;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.loss.SquaredMulticlassHinge;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;
import org.sparkgrad.train.Models;
import org.sparkgrad.train.TrainedModel;

class SavedModelTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path place;

  private Path save(TrainedModel model) {
    Path directory = place.resolve("models/cell-1");
    Map<Hyperparameter<?>, Object> given =
        Map.of(
            Hyperparameter.LEARNING_RATE,
            0.25,
            Hyperparameter.ITERATIONS,
            7,
            Hyperparameter.BIAS,
            model.model().arrays().size() == 2);
    SavedModel.write(
        Directory.at(HADOOP, directory.toString()), model, Hyperparameters.of(given), 16);
    return directory;
  }

  private static TrainedModel read(Path directory) {
    return SavedModel.read(HADOOP, directory.toString());
  }

  private static String refusal(Path directory) {
    String message = assertThrows(DataException.class, () -> read(directory)).getMessage();
    assertTrue(message.startsWith("read model: "), message);
    assertTrue(message.contains(directory.toString()), message);
    return message;
  }

  private static void assertRefused(Path directory, String... parts) {
    String message = refusal(directory);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static void replaceInDescription(Path directory, String old, String replacement)
      throws IOException {
    Path file = directory.resolve("model.json");
    String text = Files.readString(file);
    assertTrue(text.contains(old), text);
    writeOver(file, text.replace(old, replacement).getBytes(StandardCharsets.UTF_8));
  }

  /** Hadoop keeps a checksum beside each local file, which would be stale. */
  private static void writeOver(Path file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.write(file, bytes);
  }

  private static void writeArray(Path directory, String name, List<Integer> shape)
      throws IOException {
    int count = shape.stream().reduce(1, (a, b) -> a * b);
    writeOver(directory.resolve(name), new Npy(shape, new float[count]).encode());
  }

  private static JsonNode description(Path directory) throws IOException {
    return new ObjectMapper().readTree(directory.resolve("model.json").toFile());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void comesBackAsItWas(boolean bias) {
    TrainedModel model = Models.counting(bias);
    TrainedModel back = read(save(model));
    assertEquals(model.model(), back.model());
    assertEquals(model.features().pipeline(), back.features().pipeline());
    assertEquals(Models.NAMES, back.classNames());
    assertArrayEquals(model.parameters(), back.parameters());
    assertArrayEquals(model.features().scaling().scale(), back.features().scaling().scale());
    assertArrayEquals(model.features().scaling().offset(), back.features().scaling().offset());
  }

  @Test
  void twoLayersComeBackAsTheyWere() throws IOException {
    Hyperparameters hyperparameters =
        Hyperparameters.of(
            Map.of(
                Hyperparameter.MODEL,
                ModelKind.TWO_LAYER,
                Hyperparameter.HIDDEN,
                3,
                Hyperparameter.DROPOUT,
                0.25,
                Hyperparameter.SEED,
                5L));
    Network net = Networks.twoLayer(3072, 3, 10, true, new Dropout(0.25, 5));
    TrainedModel linear = Models.counting(true);
    TrainedModel model =
        new TrainedModel(
            net, linear.loss(), linear.features(), net.initialParameters(1), Models.NAMES);
    Path directory = place.resolve("models/cell-1");
    SavedModel.write(Directory.at(HADOOP, directory.toString()), model, hyperparameters, 16);
    TrainedModel back = read(directory);
    assertEquals(net, back.model());
    assertArrayEquals(model.parameters(), back.parameters());
    Npy hidden = Npy.decode(Files.readAllBytes(directory.resolve("hidden_weights.npy")));
    assertEquals(List.of(3, 3072), hidden.shape());
    assertEquals(model.parameters()[2 * 3072 + 5], hidden.values()[2 * 3072 + 5]);
    Npy weights = Npy.decode(Files.readAllBytes(directory.resolve("weights.npy")));
    assertEquals(List.of(10, 3), weights.shape());
    assertEquals(model.parameters()[3 * 3072 + 3 + 9 * 3 + 1], weights.values()[9 * 3 + 1]);
  }

  @Test
  void networksComeBackFromTheirLayers() throws IOException {
    String layers = "whiten(2)|gelu|conv(4,3,pad=1,bias=false)|batch-norm|max-pool(31)|affine(10)";
    Hyperparameters hyperparameters =
        Hyperparameters.of(
            Map.of(Hyperparameter.MODEL, Hyperparameter.MODEL.parse(layers.replace('|', ':'))));
    Network net = Architecture.of(hyperparameters, CifarShape.DATA, 3072);
    TrainedModel linear = Models.counting(true);
    TrainedModel model =
        new TrainedModel(
            net, linear.loss(), linear.features(), net.identityParameters(1), Models.NAMES);
    Path directory = place.resolve("models/cell-1");
    SavedModel.write(Directory.at(HADOOP, directory.toString()), model, hyperparameters, 16);
    TrainedModel back = read(directory);
    assertEquals(net, back.model());
    assertArrayEquals(model.parameters(), back.parameters());
    String json = Files.readString(directory.resolve("model.json"));
    assertTrue(json.contains("\"kind\" : \"" + layers + "\""), json);
    Npy filters = Npy.decode(Files.readAllBytes(directory.resolve("conv1_weights.npy")));
    assertEquals(List.of(4, 3, 3, 24), filters.shape());
    // The filter of the third channel hands it on: row 1, column 1, channel 2.
    assertEquals(1, filters.values()[((2 * 3 + 1) * 3 + 1) * 24 + 2]);
    Npy variance = Npy.decode(Files.readAllBytes(directory.resolve("norm1_variance.npy")));
    assertArrayEquals(new float[] {1, 1, 1, 1}, variance.values());
  }

  static Stream<DataShape> shapes() {
    return Stream.of(DataShape.ofImages(new ImageShape(1, 7, 9), 3), DataShape.ofVectors(5, 2));
  }

  /** Images of another shape, or vectors, and other classes. */
  @ParameterizedTest
  @MethodSource("shapes")
  void modelsOfOtherDataComeBackWithTheirShape(DataShape data) {
    Network net = Networks.linear(data.values(), data.classes(), true);
    float[] ones = new float[data.values()];
    Arrays.fill(ones, 1);
    List<String> names = List.of("one", "two", "three").subList(0, data.classes());
    TrainedModel model =
        new TrainedModel(
            net,
            new SoftmaxCrossEntropy(),
            new FittedFeatures(FeatureString.parse("raw").at(data), new FeatureScaling(ones, ones)),
            net.initialParameters(1, 1),
            names);
    Path directory = place.resolve("models/cell-1");
    SavedModel.write(
        Directory.at(HADOOP, directory.toString()), model, Hyperparameters.of(Map.of()), 16);
    TrainedModel back = read(directory);
    assertEquals(data, back.features().pipeline().data());
    assertEquals(net, back.model());
    assertEquals(names, back.classNames());
  }

  /** Version 0.1 wrote no input. */
  @Test
  void aModelWithoutAnInputIsOfCifar10() throws IOException {
    Path directory = save(Models.counting(true));
    Path file = directory.resolve("model.json");
    ObjectNode json = (ObjectNode) description(directory);
    assertEquals(3, json.remove("input").get("channels").asInt());
    json.remove("sha256");
    json.remove("files_sha256");
    writeOver(file, json.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals(CifarShape.DATA, read(directory).features().pipeline().data());
  }

  @Test
  void keepsWeightsByClassAndFeatureWithTheBiasApart() throws IOException {
    Path directory = save(Models.counting(true));
    Npy weights = Npy.decode(Files.readAllBytes(directory.resolve("weights.npy")));
    Npy bias = Npy.decode(Files.readAllBytes(directory.resolve("bias.npy")));
    assertEquals(List.of(10, 3072), weights.shape());
    assertEquals((2 * 3072 + 5) / 8f, weights.values()[2 * 3072 + 5]);
    assertEquals(List.of(10), bias.shape());
    assertEquals((30720 + 9) / 8f, bias.values()[9]);
  }

  @Test
  void hasNoBiasFileWhereThereIsNoBias() {
    assertFalse(Files.exists(save(Models.counting(false)).resolve("bias.npy")));
  }

  @Test
  void keepsWhatScalesThePixels() throws IOException {
    Path directory = save(Models.counting(true));
    Npy scale = Npy.decode(Files.readAllBytes(directory.resolve("pixel_scale.npy")));
    Npy offset = Npy.decode(Files.readAllBytes(directory.resolve("pixel_offset.npy")));
    assertEquals(List.of(3072), scale.shape());
    assertEquals(3072f, scale.values()[3071]);
    assertEquals(List.of(3072), offset.shape());
    assertEquals(-3071f, offset.values()[3071]);
  }

  @Test
  void describesItself() throws IOException {
    TrainedModel model = Models.counting(true);
    JsonNode json = description(save(model));
    assertEquals("linear", json.get("kind").asText());
    assertEquals(3072, json.get("features").asInt());
    assertEquals(10, json.get("classes").asInt());
    assertTrue(json.get("bias").asBoolean());
    assertEquals("raw|center", json.get("feature_transform").asText());
    assertEquals("nine", json.get("class_names").get(9).asText());
    assertEquals(model.weightsSha256(), json.get("weights_sha256").asText());
    assertEquals(16, json.get("blocks").asInt());
    assertFalse(json.get("version").asText().isEmpty());
  }

  @Test
  void describesTheHyperparametersThatWereRead() throws IOException {
    JsonNode values = description(save(Models.counting(true))).get("hyperparameters");
    for (String read : List.of("model", "loss", "features", "batch_size", "l2", "init_scale")) {
      assertTrue(values.has(read), read);
    }
    for (String unread : List.of("hidden", "margin", "momentum", "l1_method", "decay_factor")) {
      assertFalse(values.has(unread), unread);
    }
    assertEquals(0.25, values.get("learning_rate").asDouble());
    assertEquals(7, values.get("iterations").asInt());
    assertFalse(values.has("epochs"));
    assertTrue(values.get("bias").isBoolean());
  }

  @Test
  void leavesNoPartialFiles() throws IOException {
    try (var files = Files.list(save(Models.counting(true)))) {
      assertTrue(files.noneMatch(file -> file.toString().contains("partial")));
    }
  }

  @Test
  void refusesADirectoryThatDoesNotExist() {
    assertRefused(place.resolve("nowhere"), "model.json", "found none");
  }

  @Test
  void refusesADirectoryWithoutADescription() throws IOException {
    Path directory = save(Models.counting(true));
    Files.delete(directory.resolve("model.json"));
    assertRefused(directory, "model.json", "found none");
  }

  @Test
  void refusesADescriptionThatIsNoJson() throws IOException {
    Path directory = save(Models.counting(true));
    writeOver(directory.resolve("model.json"), new byte[] {'{', '"', 'k'});
    refusal(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'expected a JSON object, found MISSING'",
    "[], 'expected a JSON object, found ARRAY'",
    "{}, 'version: expected a text, found nothing'",
    "17, 'expected a JSON object, found NUMBER'"
  })
  void refusesADescriptionOfNothing(String text, String message) throws IOException {
    Path directory = save(Models.counting(true));
    writeOver(directory.resolve("model.json"), text.getBytes(StandardCharsets.UTF_8));
    assertRefused(directory, "model.json: " + message);
  }

  /** Each with the field, whatever the digest says. */
  @ParameterizedTest
  @CsvSource({
    "'\"features\" : 3072', '\"features\" : 4294970368', 'features: expected 3072, found 4294970368'",
    "'\"features\" : 3072', '\"features\" : \"3072\"', 'features: expected 3072, found \"3072\"'",
    "'\"height\" : 32', '\"height\" : 0', 'input: expected channels, height and width, or values'",
    "'\"height\" : 32', '\"values\" : 32', 'input: expected channels, height and width, or values'",
    "'\"kind\" : \"linear\"', '\"kind\" : 7', 'kind: expected a text, found 7'",
    "'\"nine\"', '\"one\"', 'class_names: expected two or more different names'",
    "', \"nine\"', '', 'classes: expected 9, found 10'",
    "'\"l2\" :', '\"l3\" :', 'hyperparameters.l3: expected no such hyperparameter'",
    "'\"kind\" :', '\"sort\" : 1, \"kind\" :', 'sort: expected no such field'",
    "'\"kind\" :', '\"kind\" : \"linear\", \"kind\" :', 'Duplicate field'",
    "'\"version\" : \"0.', '\"version\" : \"7.', 'version: expected at most 0.'"
  })
  void namesTheFieldThatIsWrong(String old, String replacement, String message) throws IOException {
    Path directory = save(Models.counting(true));
    replaceInDescription(directory, old, replacement);
    assertRefused(directory, "model.json: ", message);
  }

  /** A class name has no check of its own. */
  @Test
  void refusesAnAlteredDescription() throws IOException {
    Path directory = save(Models.counting(true));
    String recorded = description(directory).get("sha256").asText();
    replaceInDescription(directory, "\"nine\"", "\"ninth\"");
    assertRefused(directory, "model.json: SHA-256 of its fields: expected " + recorded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.npy", "bias.npy", "pixel_scale.npy", "pixel_offset.npy"})
  void refusesAnArrayWithOneBitFlipped(String name) throws IOException {
    Path directory = save(Models.counting(true));
    byte[] bytes = Files.readAllBytes(directory.resolve(name));
    final String recorded = sha256(bytes);
    bytes[bytes.length - 4] ^= 1;
    writeOver(directory.resolve(name), bytes);
    assertRefused(
        directory, name + ": SHA-256: expected %s, found %s".formatted(recorded, sha256(bytes)));
  }

  /** An independent digest: that of Java's own, in hexadecimal. */
  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Recorded digests, as anyone can check them. */
  @Test
  void recordsTheDigestOfEachArray() throws IOException {
    Path directory = save(Models.counting(true));
    JsonNode recorded = description(directory).get("files_sha256");
    assertEquals(4, recorded.size());
    for (var file : recorded.properties()) {
      assertEquals(
          sha256(Files.readAllBytes(directory.resolve(file.getKey()))), file.getValue().asText());
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void refusesWhatIsNotFinite(float value) throws IOException {
    Path directory = withoutDigests(save(Models.counting(true)));
    float[] values = new float[10];
    values[7] = value;
    writeOver(directory.resolve("bias.npy"), new Npy(List.of(10), values).encode());
    assertRefused(directory, "bias.npy: value 7: expected a finite number, found " + value);
  }

  /** As versions wrote it that knew no digests. */
  private static Path withoutDigests(Path directory) throws IOException {
    ObjectNode json = (ObjectNode) description(directory);
    json.remove(List.of("sha256", "files_sha256"));
    writeOver(directory.resolve("model.json"), new ObjectMapper().writeValueAsBytes(json));
    return directory;
  }

  @Test
  void readsAModelOfAVersionWithoutDigests() throws IOException {
    TrainedModel model = Models.counting(true);
    assertArrayEquals(model.parameters(), read(withoutDigests(save(model))).parameters());
  }

  @Test
  void keepsFilesOfTheUsers() throws IOException {
    Directory directory = Directory.at(HADOOP, place.resolve("model").toString());
    SavedModel.write(directory, Models.counting(true), Hyperparameters.of(Map.of()), 16);
    for (String name : List.of("model.onnx", "embeddings.npy")) {
      Files.writeString(place.resolve("model").resolve(name), "precious");
    }
    SavedModel.write(directory, Models.counting(false), Hyperparameters.of(Map.of()), 16);
    assertTrue(directory.list().containsAll(List.of("model.onnx", "embeddings.npy")));
    assertFalse(directory.holds("bias.npy"), "a file of the old model");
  }

  /** A kill at each change that writing makes, one after the other. */
  @ParameterizedTest
  @ValueSource(strings = {"mortal", "mortalstore"})
  void aKillLeavesTheOldModelOrTheNew(String scheme) {
    Hyperparameters hyperparameters = Hyperparameters.of(Map.of());
    String uri = scheme + "://" + place.resolve("model");
    TrainedModel old = Models.counting(true);
    float[] moved = old.parameters().clone();
    moved[5] += 1;
    TrainedModel next =
        new TrainedModel(old.model(), old.loss(), old.features(), moved, old.classNames());
    SavedModel.write(Directory.at(MortalFileSystem.alive(), uri), old, hyperparameters, 16);
    boolean killed = true;
    for (int changes = 0; killed; changes++) {
      killed = isKilled(uri, changes, next, hyperparameters);
      Configuration after = MortalFileSystem.alive();
      SavedModel.replacement(Directory.at(after, uri)).recover();
      String found = SavedModel.read(after, uri).weightsSha256();
      assertTrue(
          found.equals(next.weightsSha256()) || (killed && found.equals(old.weightsSha256())));
    }
  }

  private static boolean isKilled(
      String uri, int changes, TrainedModel model, Hyperparameters hyperparameters) {
    try {
      Configuration dying = MortalFileSystem.livingFor(changes);
      SavedModel.write(Directory.at(dying, uri), model, hyperparameters, 16);
      return MortalFileSystem.isDead();
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"linear\"', '\"forest\"', 'found ''forest'''",
    "3072, 1024, 'model.json: features: expected 3072, found 1024'",
    "'\"classes\" : 10', '\"classes\" : 100', 'model.json: classes: expected 10, found 100'"
  })
  void refusesOtherModels(String old, String replacement, String message) throws IOException {
    Path directory = save(Models.counting(true));
    replaceInDescription(directory, old, replacement);
    assertRefused(directory, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.npy", "bias.npy", "pixel_scale.npy", "pixel_offset.npy"})
  void refusesAMissingArray(String name) throws IOException {
    Path directory = save(Models.counting(true));
    Files.delete(directory.resolve(name));
    assertRefused(directory, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.npy", "bias.npy", "pixel_scale.npy", "pixel_offset.npy"})
  void refusesATruncatedArray(String name) throws IOException {
    Path directory = save(Models.counting(true));
    byte[] bytes = Files.readAllBytes(directory.resolve(name));
    writeOver(directory.resolve(name), Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused(directory, name, "found " + (bytes.length - 128 - 1));
  }

  @Test
  void refusesWeightsOfAnotherShape() throws IOException {
    Path directory = save(Models.counting(true));
    writeArray(directory, "weights.npy", List.of(3072, 10));
    assertRefused(directory, "weights.npy: shape: expected [10, 3072], found [3072, 10]");
  }

  @ParameterizedTest
  @CsvSource({"bias.npy, 10", "pixel_scale.npy, 3072", "pixel_offset.npy, 3072"})
  void refusesAVectorOfAnotherLength(String name, int length) throws IOException {
    Path directory = save(Models.counting(true));
    writeArray(directory, name, List.of(length + 1));
    assertRefused(
        directory, "%s: shape: expected [%d], found [%d]".formatted(name, length, length + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.npy", "bias.npy"})
  void refusesAlteredWeights(String name) throws IOException {
    Path directory = withoutDigests(save(Models.counting(true)));
    byte[] bytes = Files.readAllBytes(directory.resolve(name));
    bytes[bytes.length - 4] ^= 1;
    writeOver(directory.resolve(name), bytes);
    String saved = Models.counting(true).weightsSha256();
    assertRefused(directory, "weights_sha256: expected " + saved + ", found weights of ");
  }

  @Test
  void refusesADescriptionThatDeniesTheBias() throws IOException {
    Path directory = save(Models.counting(true));
    replaceInDescription(
        directory, "\"bias\" : true,\n  \"feature", "\"bias\" : false,\n  \"feature");
    assertRefused(directory, "bias: expected true as among the hyperparameters, found false");
  }

  private Path save(String loss, double margin) {
    Hyperparameters hyperparameters =
        Hyperparameters.of(
            Map.of(
                Hyperparameter.LOSS,
                Hyperparameter.LOSS.parse(loss),
                Hyperparameter.MARGIN,
                margin));
    Path directory = place.resolve("models/cell-1");
    SavedModel.write(
        Directory.at(HADOOP, directory.toString()), Models.counting(true), hyperparameters, 16);
    return directory;
  }

  @Test
  void comesBackWithItsLoss() {
    assertEquals(new SoftmaxCrossEntropy(), read(save("softmax", 1)).loss());
    assertEquals(new MulticlassHinge(0.1), read(save("hinge", 0.1)).loss());
    assertEquals(new SquaredMulticlassHinge(2), read(save("squared-hinge", 2)).loss());
    assertEquals(
        new OneVsRestSquaredHinge(3.5), read(save("one-vs-rest-squared-hinge", 3.5)).loss());
  }

  /**
   * Before there were margins, 1 was the margin; before there were losses, softmax was the loss.
   */
  @Test
  void takesDefaultsForWhatOlderModelsDoNotTell() throws IOException {
    Path directory = withoutDigests(save("hinge", 2));
    replaceInDescription(directory, "\"margin\":2.0,", "");
    assertEquals(new MulticlassHinge(1), read(directory).loss());
    replaceInDescription(directory, "\"loss\":\"hinge\",", "");
    assertEquals(new SoftmaxCrossEntropy(), read(directory).loss());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"hinge\"', '\"perceptron\"', 'expected one of softmax, hinge'",
    "'\"margin\" : 2.0', '\"margin\" : -2.0', 'expected a number above 0'"
  })
  void refusesAnUnknownLoss(String old, String replacement, String message) throws IOException {
    Path directory = save("hinge", 2);
    replaceInDescription(directory, old, replacement);
    assertRefused(directory, message);
  }

  @Test
  void refusesANetworkThatIsNoClassifier() throws IOException {
    Path directory = withoutDigests(save(Models.counting(true)));
    replaceInDescription(directory, "\"linear\"", "\"conv(8,3,pad=1)\"");
    replaceInDescription(directory, "\"bias\":true,", "");
    assertRefused(directory, "model.json", "expected a last layer of 10 outputs");
  }

  /** Seven gigabytes of parameters, whose arrays are not there. */
  @Test
  void asksForNoMemoryForArraysThatAreNotThere() throws IOException {
    Hyperparameters hyperparameters =
        Hyperparameters.of(
            Map.of(Hyperparameter.MODEL, ModelKind.TWO_LAYER, Hyperparameter.HIDDEN, 3));
    Network net = Networks.twoLayer(3072, 3, 10, true, new Dropout(0, 5));
    TrainedModel linear = Models.counting(true);
    TrainedModel model =
        new TrainedModel(
            net, linear.loss(), linear.features(), net.initialParameters(1), Models.NAMES);
    Path directory = place.resolve("models/cell-1");
    SavedModel.write(Directory.at(HADOOP, directory.toString()), model, hyperparameters, 16);
    withoutDigests(directory);
    replaceInDescription(directory, "\"hidden\":3,", "\"hidden\":600000,");
    assertRefused(directory, "hidden_weights.npy: shape: expected [600000, 3072], found [3, 3072]");
  }

  /** A file that grew, of which the disk has nothing. */
  @Test
  void readsNoMoreOfAnArrayThanItsShapeHas() throws IOException {
    Path directory = save(Models.counting(true));
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("weights.npy").toFile(), "rw")) {
      file.setLength(1L << 36);
    }
    assertRefused(directory, "weights.npy: ", "expected at most 188,425 bytes, found more");
  }
}
