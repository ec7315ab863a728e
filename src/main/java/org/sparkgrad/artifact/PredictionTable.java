package org.sparkgrad.artifact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.io.OwnedDirectory;
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
   */
  public static void write(
      Configuration hadoop,
      String uri,
      Dataset<Row> predictions,
      TrainedModel model,
      TestViews views) {
    DirectoryReplacement replacement =
        DirectoryReplacement.of(Directory.at(hadoop, uri).resolved());
    Directory next = replacement.begin();
    try {
      predictions.write().mode(SaveMode.Overwrite).parquet(next.toString());
      Map<String, Object> mark = new LinkedHashMap<>();
      mark.put("weights_sha256", model.weightsSha256());
      mark.put("class_names", model.classNames());
      mark.put("version", Version.text());
      mark.put("test_views", views.label());
      next.write(MARK, JsonFile.encode(mark));
      replacement.publish();
    } catch (RuntimeException e) {
      replacement.discardAfter(e);
      throw e;
    }
  }
}
