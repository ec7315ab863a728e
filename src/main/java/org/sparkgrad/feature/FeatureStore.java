package org.sparkgrad.feature;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.data.RowProgress;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.io.OwnNames;
import org.sparkgrad.io.OwnedDirectory;
import org.sparkgrad.io.SparkFiles;

/**
 * Features on disk, for other tools and for runs to come: {@code train/} and {@code test/}, Parquet
 * tables as {@link FeatureTable} says, and {@code features.json}, which tells of what data and with
 * what options they are.
 */
public final class FeatureStore {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureStore.class);
  private static final String DESCRIPTION = "features.json";
  private static final String TRAIN = "train";
  private static final String TEST = "test";
  private static final String FILES = "files_sha256";
  private static final Set<String> OWN = Set.of(DESCRIPTION, TRAIN, TEST);

  private final SparkSession session;
  private final Directory directory;
  private final JsonFile description;

  private FeatureStore(SparkSession session, Directory directory, JsonFile description) {
    this.session = session;
    this.directory = directory;
    this.description = description;
  }

  /** Whether there is a store at {@code uri}. */
  public static boolean exists(Configuration hadoop, String uri) {
    return Directory.at(hadoop, uri).holds(DESCRIPTION);
  }

  /** A directory as {@code --overwrite} sees it. */
  public static OwnedDirectory owned(Configuration hadoop, String uri) {
    return new OwnedDirectory(Directory.at(hadoop, uri).resolved(), "feature store", DESCRIPTION);
  }

  /**
   * Opens what {@link #write} wrote.
   *
   * @throws DataException if it cannot be read, or is not as it was written
   */
  public static FeatureStore open(SparkSession session, String uri) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    Directory directory = Directory.at(hadoop, uri);
    try {
      JsonFile description = JsonFile.read("read features", directory, DESCRIPTION);
      if (description.hasDigest()) {
        description.requireDigest();
        TableDigests.require(session, directory, description.map(FILES));
      } else {
        LOG.warn("{}: written by a version that recorded no digests: it is not checked", directory);
      }
      return new FeatureStore(session, directory, description);
    } catch (UncheckedIOException e) {
      throw new DataException("read features: " + e.getMessage(), e);
    }
  }

  /**
   * Computes what the sources of a pipeline give and replaces what is at {@code uri} by it, the
   * description last.
   *
   * @param progress hears of the computing
   * @param overwrite whether to replace what is there, but for files of others in it
   * @return the description
   * @throws DataException if there is something, and it is not to be replaced
   */
  public static Map<String, Object> write(
      SparkSession session,
      String uri,
      FeaturePipeline pipeline,
      DataSet data,
      RowProgress progress,
      boolean overwrite) {
    RowCounter done = progress.begin("features", data.train().rows() + data.test().rows());
    Directory target = Directory.at(session.sparkContext().hadoopConfiguration(), uri).resolved();
    Map<String, Object> description = describe(pipeline, data);
    DirectoryReplacement.ofManyProcesses(target, new Files(), overwrite)
        .replace(
            next -> {
              for (Map.Entry<String, LabelledRows> part : parts(data).entrySet()) {
                FeatureTable.of(
                        session, part.getValue(), pipeline.extracted(), data.classNames(), done)
                    .write()
                    .parquet(next.child(part.getKey()).toString());
              }
              Map<String, Object> file = new LinkedHashMap<>(description);
              file.put(FILES, TableDigests.of(session, next, List.of(TRAIN, TEST)));
              next.write(DESCRIPTION, JsonFile.encode(file));
            });
    return description;
  }

  /** Which files of a store are its own. */
  private static final class Files implements OwnNames {
    @Override
    public Predicate<String> in(Directory store) {
      return OWN::contains;
    }

    @Override
    public Predicate<String> below(Directory store) {
      return path ->
          Stream.of(path.split("/"))
              .anyMatch(part -> part.startsWith(".") || SparkFiles.isOne(part));
    }
  }

  private static Map<String, LabelledRows> parts(DataSet data) {
    Map<String, LabelledRows> parts = new LinkedHashMap<>();
    parts.put(TRAIN, data.train());
    parts.put(TEST, data.test());
    return parts;
  }

  private static Map<String, Object> describe(FeaturePipeline pipeline, DataSet data) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("features", pipeline.extractedText());
    description.put("size", pipeline.size());
    description.put("train_rows", data.train().rows());
    description.put("test_rows", data.test().rows());
    description.put("class_names", data.classNames());
    description.put("data_sha256", data.sha256());
    description.put("extraction_version", Extraction.VERSION);
    description.put("fingerprint", fingerprint(pipeline, data.sha256()));
    return description;
  }

  /** The SHA-256 of all that the values depend on: data, options and code. */
  private static String fingerprint(FeaturePipeline pipeline, String dataSha256) {
    return DigestUtils.sha256Hex(
        "%s\n%s\n%d\n".formatted(dataSha256, pipeline.extractedText(), Extraction.VERSION));
  }

  /**
   * Whether it has what the sources of a pipeline give for some data. Where not, a note in the log
   * says why.
   *
   * @param mirrored whether mirror images are needed, of which there is nothing here
   */
  boolean holds(FeaturePipeline pipeline, String dataSha256, boolean mirrored) {
    String wanted = fingerprint(pipeline, dataSha256);
    boolean matches = description.text("fingerprint").equals(wanted);
    if (matches && !mirrored) {
      LOG.info("{}: features are read, not computed", directory);
      return true;
    }
    LOG.warn(
        "{}: features are computed, not read: expected {}{} of data {} by version {}, found {} of"
            + " data {} by version {}",
        directory,
        pipeline.extractedText(),
        mirrored ? " with mirror images" : "",
        dataSha256,
        Extraction.VERSION,
        description.text("features"),
        description.text("data_sha256"),
        description.count("extraction_version", 0, Integer.MAX_VALUE));
    return false;
  }

  /** The blocks of the training set, read when they are needed. */
  JavaRDD<Block> train(LabelledRows images, int size) {
    return blocks(directory.child(TRAIN), images, size);
  }

  /** The blocks of the test set, read when they are needed. */
  JavaRDD<Block> test(LabelledRows images, int size) {
    return blocks(directory.child(TEST), images, size);
  }

  private JavaRDD<Block> blocks(Directory place, LabelledRows images, int size) {
    return FeatureTable.blocks(
        session.read().option(Directory.GLOBS, "false").parquet(place.toString()), images, size);
  }
}
