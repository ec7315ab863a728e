package org.sparkgrad.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A file of one JSON object that ends with a digest of its other fields: {@code sha256}, the
 * SHA-256 of the object without it, printed without spaces. Whatever is missing, of another type or
 * altered is refused with the file, the field, what was expected and what was found.
 */
public final class JsonFile {
  /** Where Jackson says that it hides the text that it has read. */
  private static final String SOURCE = "\\[Source: [^;]*; |]";

  private static final String DIGEST = "sha256";

  /** The manifest of a grid has about a thousand for each cell. */
  private static final long MOST_BYTES = 1L << 27;

  /** Of lists and objects in each other; the files have three. */
  private static final int DEEPEST = 100;

  private static final int SHOWN = 1000;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String place;
  private final ObjectNode fields;

  private JsonFile(String place, ObjectNode fields) {
    this.place = place;
    this.fields = fields;
  }

  /** The bytes of a file with these fields and their digest. */
  public static byte[] encode(Map<String, ?> fields) {
    try {
      ObjectNode tree = (ObjectNode) JSON.readTree(JSON.writeValueAsBytes(fields));
      tree.put(DIGEST, digest(tree));
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("encode JSON in memory", e);
    }
  }

  private static String digest(ObjectNode withoutDigest) throws JsonProcessingException {
    return DigestUtils.sha256Hex(JSON.writeValueAsBytes(withoutDigest));
  }

  /**
   * Reads a file, whose digest is yet to be checked: the field that is wrong says more.
   *
   * @param operation what the file is read for, which messages begin with
   * @throws DataException if it is no JSON object, or longer than any that was written
   * @throws UncheckedIOException if it cannot be read
   */
  public static JsonFile read(String operation, Directory directory, String name) {
    String place = "%s: %s/%s".formatted(operation, directory, name);
    try {
      JsonNode tree = JSON.readTree(bytes(operation, directory, name));
      if (tree instanceof ObjectNode fields) {
        return new JsonFile(place, fields);
      }
      throw new DataException(place + ": expected a JSON object, found " + tree.getNodeType());
    } catch (JsonProcessingException e) {
      throw new DataException(
          "%s: expected a JSON object, found a broken file%s: %s"
              .formatted(place, where(e), e.getOriginalMessage().replaceAll(SOURCE, "")),
          e);
    } catch (IOException e) { // Of bytes that are no text.
      throw new DataException(
          place + ": expected a JSON object, found a broken file: " + Reason.of(e), e);
    }
  }

  /** What breaks a limit is not always at a place. */
  private static String where(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : ", line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static byte[] bytes(String operation, Directory directory, String name) {
    try {
      return directory.read(name, MOST_BYTES);
    } catch (DataException | UncheckedIOException e) {
      throw new DataException(operation + ": " + e.getMessage(), e);
    }
  }

  /**
   * Whether it has a digest, as files of older versions have not.
   *
   * @throws DataException if it has one under a name of which a character has changed
   */
  public boolean hasDigest() {
    for (Map.Entry<String, JsonNode> each : fields.properties()) {
      if (isOneCharacterOff(each.getKey())) {
        throw problem("names", "the field " + DIGEST, each.getKey());
      }
    }
    return fields.has(DIGEST);
  }

  private static boolean isOneCharacterOff(String name) {
    return name.length() == DIGEST.length()
        && IntStream.range(0, name.length()).filter(i -> name.charAt(i) != DIGEST.charAt(i)).count()
            == 1;
  }

  /**
   * Checks that it is as it was written.
   *
   * @throws DataException if it is not
   */
  public void requireDigest() {
    ObjectNode rest = fields.deepCopy();
    rest.remove(DIGEST);
    try {
      String recorded = text(DIGEST);
      String found = digest(rest);
      if (!recorded.equals(found)) {
        throw problem("SHA-256 of its fields", recorded, found);
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(place, e);
    }
  }

  /** Refuses fields of other names. */
  public void requireKnown(Set<String> names) {
    for (Map.Entry<String, JsonNode> each : fields.properties()) {
      if (!each.getKey().equals(DIGEST) && !names.contains(each.getKey())) {
        throw problem(each.getKey(), "no such field", "one");
      }
    }
  }

  public boolean has(String name) {
    return fields.has(name);
  }

  public String text(String name) {
    return field(name, "a text", JsonNode::isTextual).textValue();
  }

  public boolean flag(String name) {
    return field(name, "true or false", JsonNode::isBoolean).booleanValue();
  }

  /** A whole number of the range. */
  public int count(String name, int least, int most) {
    return field(
            name,
            least == most ? "" + least : "a whole number from %d to %d".formatted(least, most),
            value -> value.isInt() && value.intValue() >= least && value.intValue() <= most)
        .intValue();
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : field(name, "a list of texts", JsonNode::isArray)) {
      texts.add(value(each, name, "a list of texts", JsonNode::isTextual).textValue());
    }
    return texts;
  }

  /** The fields of an object that are not null, as texts. */
  public Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    JsonNode object = field(name, "an object", JsonNode::isObject);
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      String inner = name + "." + each.getKey();
      JsonNode value = value(each.getValue(), inner, "a value", JsonNode::isValueNode);
      if (!value.isNull()) {
        map.put(each.getKey(), value.asText());
      }
    }
    return map;
  }

  /** All fields that are neither lists nor objects nor null, as texts. */
  public Map<String, String> values() {
    return values(fields);
  }

  /** The objects of a list, each as {@link #values} gives the fields of the file. */
  public List<Map<String, String>> objects(String name) {
    List<Map<String, String>> objects = new ArrayList<>();
    for (JsonNode each : field(name, "a list of objects", JsonNode::isArray)) {
      objects.add(values(value(each, name, "a list of objects", JsonNode::isObject)));
    }
    return objects;
  }

  private static Map<String, String> values(JsonNode object) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      if (each.getValue().isValueNode() && !each.getValue().isNull()) {
        values.put(each.getKey(), each.getValue().asText());
      }
    }
    return values;
  }

  private JsonNode field(String name, String expected, Predicate<JsonNode> matches) {
    return value(fields.path(name), name, expected, matches);
  }

  private JsonNode value(
      JsonNode found, String name, String expected, Predicate<JsonNode> matches) {
    if (!matches.test(found)) {
      throw problem(name, expected, found.isMissingNode() ? "nothing" : found);
    }
    return found;
  }

  /** What is wrong with a field of this file. */
  public DataException problem(String field, Object expected, Object found) {
    return new DataException(
        "%s: %s: expected %s, found %s".formatted(place, shown(field), expected, shown(found)));
  }

  private static String shown(Object found) {
    String text = found.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
