package org.sparkgrad.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.io.ChildPath;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.train.TrainedModel;
import picocli.CommandLine.Parameters;

/** The argument of commands that read a saved model. */
final class ModelParameter {
  private static final String DESCRIPTION = "model.json";
  private static final String MODELS = "models";
  private static final int MOST_OFFERED = 5;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "Directory of a saved model: RUN/models/CELL.")
  String uri;

  /** Notes a problem if a run is named in place of one of its models. */
  void check(Problems problems) {
    if (uri == null) {
      return;
    }
    try {
      Path path = new Path(uri);
      FileSystem fileSystem = path.getFileSystem(Sessions.hadoop());
      if (fileSystem.exists(new Path(path, DESCRIPTION))) {
        return;
      }
      Path ofRun = new Path(path, MODELS);
      boolean isRun =
          fileSystem.exists(ofRun) || fileSystem.exists(new Path(path, "manifest.json"));
      List<String> models = models(fileSystem, isRun ? ofRun : path);
      problems.require(
          !isRun && models.isEmpty(),
          "MODEL: expected the directory of a saved model, found that of %s at %s; %s"
              .formatted(isRun ? "a run" : "several", uri, offer(models)));
    } catch (IOException | RuntimeException e) {
      return; // Reading the model says what is wrong.
    }
  }

  /**
   * Reads the model.
   *
   * @throws DataException if it is none, or damaged
   */
  TrainedModel read() {
    new Location("MODEL", uri)
        .problem()
        .ifPresent(
            problem -> {
              throw new DataException(problem);
            });
    return SavedModel.read(Sessions.hadoop(), uri);
  }

  /** The SHA-256 of its {@code model.json}. */
  String descriptionSha256() {
    return Directory.at(Sessions.hadoop(), uri).sha256(DESCRIPTION);
  }

  /**
   * Compares the model with data that it is to be used on.
   *
   * @throws DataException if the data have other classes or rows of another shape
   */
  void requireSame(TrainedModel model, DataSource data) {
    if (!model.classNames().equals(data.classNames())) {
      throw new DataException(
          "read model: %s: expected data with class names %s, found %s in %s"
              .formatted(uri, model.classNames(), data.classNames(), data.path()));
    }
    DataShape shape = model.features().pipeline().data();
    if (!shape.equals(data.shape())) {
      throw new DataException(
          "read model: %s: expected data of %s, found %s in %s"
              .formatted(uri, rows(shape), rows(data.shape()), data.path()));
    }
  }

  private static String rows(DataShape shape) {
    return shape
        .image()
        .map(image -> "images of " + image)
        .orElseGet(() -> "vectors of %d numbers".formatted(shape.values()));
  }

  /** The final model first, then the cells in the order of their numbers. */
  private static List<String> models(FileSystem fileSystem, Path directory) throws IOException {
    List<String> models = new ArrayList<>();
    for (FileStatus each : list(fileSystem, directory)) {
      if (fileSystem.exists(new Path(each.getPath(), DESCRIPTION))) {
        models.add(ChildPath.of(directory, each.getPath().getName()).toString());
      }
    }
    models.sort(
        Comparator.comparing((String name) -> !name.endsWith("/final"))
            .thenComparing(String::length)
            .thenComparing(Comparator.naturalOrder()));
    return models;
  }

  private static FileStatus[] list(FileSystem fileSystem, Path directory) throws IOException {
    try {
      return fileSystem.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private static String offer(List<String> models) {
    if (models.isEmpty()) {
      return "it holds no model yet";
    }
    int more = models.size() - MOST_OFFERED;
    return "its models: "
        + String.join(", ", models.subList(0, Math.min(MOST_OFFERED, models.size())))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
