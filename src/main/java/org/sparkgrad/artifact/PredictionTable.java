package org.sparkgrad.artifact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.io.OwnNames;
import org.sparkgrad.io.OwnedDirectory;
import org.sparkgrad.io.SparkFiles;
import org.sparkgrad.train.TrainedModel;

/**
 * A Parquet table of predictions, which appears whole or not at all. {@code _predictions.json} in
 * it, which readers of tables pass over, tells it from any other table, and says by which model it
 * is.
 */
public final class PredictionTable {
  private static final String MARK = "_predictions.json";

  private PredictionTable() {}

  /** A directory as {@code --overwrite} sees it. */
  public static OwnedDirectory owned(Configuration hadoop, String uri) {
    return new OwnedDirectory(Directory.at(hadoop, uri).resolved(), "table of predictions", MARK);
  }

  /**
   * Writes a table, or replaces the one that is there.
   *
   * @param views that the scores are averages over
   * @param overwrite whether to replace what is there, but for files of others in it
   * @throws DataException if there is something, and it is not to be replaced
   */
  public static void write(
      Configuration hadoop,
      String uri,
      Dataset<Row> predictions,
      TrainedModel model,
      TestViews views,
      boolean overwrite) {
    OwnNames own = OwnNames.matching(PredictionTable::isOwn);
    DirectoryReplacement.ofManyProcesses(Directory.at(hadoop, uri).resolved(), own, overwrite)
        .replace(
            next -> {
              // It is empty. To overwrite it, Spark would take a name with a colon for a URI.
              predictions.write().mode(SaveMode.Append).parquet(next.toString());
              next.write(MARK, mark(model, views));
            });
  }

  /** What Spark writes, and the mark. */
  private static boolean isOwn(String name) {
    return name.equals(MARK) || SparkFiles.isOne(name);
  }

  private static byte[] mark(TrainedModel model, TestViews views) {
    Map<String, Object> mark = new LinkedHashMap<>();
    mark.put("weights_sha256", model.weightsSha256());
    mark.put("class_names", model.classNames());
    mark.put("version", Version.text());
    mark.put("test_views", views.label());
    return JsonFile.encode(mark);
  }
}
