package org.sparkgrad.artifact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.OwnNames;

/** Which files of a run directory runs write; all others are the user's, wherever they lie. */
final class RunFiles implements OwnNames {
  static final String MODELS = "models";
  static final String CHECKPOINTS = "checkpoints";
  static final String TENSORBOARD = "tensorboard";
  private static final String PLOTS = "plots";

  static final List<String> TABLES =
      List.of(
          CellTables.RESULTS,
          CellTables.CURVES,
          CellTables.CONFUSION,
          RunTables.PREDICTIONS,
          RunTables.EXAMPLES);

  /** What runs write beside tables. */
  private static final Set<String> OWN =
      Set.of(
          RunDirectory.MANIFEST,
          RunLease.FILE,
          MODELS,
          CHECKPOINTS,
          TENSORBOARD,
          "report.html",
          PLOTS);

  static boolean isOwn(String name) {
    return OWN.contains(name)
        || TABLES.contains(name)
        || RunLease.isForAMoment(name)
        || SharedDirectory.isProbe(name);
  }

  @Override
  public Predicate<String> in(Directory run) {
    return RunFiles::isOwn;
  }

  /** Reads the description of each model once. */
  @Override
  public Predicate<String> below(Directory run) {
    Map<String, Predicate<String>> models = new HashMap<>();
    return path ->
        isOwnBelow(
            path,
            cell ->
                models.computeIfAbsent(
                    cell, name -> ModelDescription.filesOf(run.child(MODELS).child(name))));
  }

  /** Of hidden names are what is being written and what a kill has left of that. */
  private static boolean isOwnBelow(String path, Function<String, Predicate<String>> model) {
    String[] parts = path.split("/");
    if (Stream.of(parts).anyMatch(part -> part.startsWith("."))) {
      return true;
    }
    String name = parts[parts.length - 1];
    return switch (parts[0]) {
      case MODELS -> parts.length > 2 && model.apply(parts[1]).test(name);
      case CHECKPOINTS -> name.endsWith(".bin") || name.endsWith(".curve");
      case PLOTS -> name.endsWith(".png") || name.endsWith(".svg");
      case TENSORBOARD -> name.startsWith("events.out.tfevents.");
      default -> CellTable.isOwn(name);
    };
  }
}
