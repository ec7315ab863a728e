package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.HadoopOnExecutors;

/** The SHA-256 of the files of Parquet tables, computed on the executors. */
final class TableDigests {
  private TableDigests() {}

  /** The digest of each file, by its name after those of the directory's tables. */
  static Map<String, String> of(SparkSession session, Directory directory, List<String> tables) {
    List<String> names = new ArrayList<>();
    for (String table : tables) {
      for (String file : directory.child(table).list()) {
        if (file.endsWith(".parquet")) {
          names.add(table + "/" + file);
        }
      }
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    String parent = directory.toString();
    List<String> digests =
        HadoopOnExecutors.during(
            context,
            hadoop ->
                context
                    .parallelize(names, Math.max(1, names.size()))
                    .map(name -> Directory.at(hadoop.value().value(), parent).sha256(name))
                    .collect());
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), digests.get(i));
    }
    return all;
  }

  /**
   * Checks that the tables are as they were written.
   *
   * @throws DataException naming the first file that is not
   */
  static void require(SparkSession session, Directory directory, Map<String, String> recorded) {
    List<String> tables =
        recorded.keySet().stream().map(name -> name.split("/", 2)[0]).distinct().toList();
    Map<String, String> found = of(session, directory, tables);
    Map<String, String> all = new TreeMap<>(recorded);
    found.forEach(all::putIfAbsent);
    for (String name : all.keySet()) {
      String expected = recorded.getOrDefault(name, "no such file");
      String there = found.getOrDefault(name, "nothing");
      if (!expected.equals(there)) {
        throw new DataException(
            "read features: %s/%s: SHA-256: expected %s, found %s"
                .formatted(directory, name, expected, there));
      }
    }
  }
}
