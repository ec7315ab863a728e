package org.sparkgrad.artifact;

import java.util.List;
import java.util.Set;
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

  /** Of hidden names are what is being written and what a kill has left of that. */
  @Override
  public boolean isOwnBelow(Directory run, String path) {
    String[] parts = path.split("/");
    if (Stream.of(parts).anyMatch(part -> part.startsWith("."))) {
      return true;
    }
    String name = parts[parts.length - 1];
    return switch (parts[0]) {
      case MODELS -> parts.length > 2 && isOfModel(run.child(MODELS).child(parts[1]), name);
      case CHECKPOINTS -> name.endsWith(".bin") || name.endsWith(".curve");
      case PLOTS -> name.endsWith(".png") || name.endsWith(".svg");
      case TENSORBOARD -> name.startsWith("events.out.tfevents.");
      default -> CellTable.isOwn(name);
    };
  }

  private static boolean isOfModel(Directory model, String name) {
    return ModelDescription.filesOf(model).test(name);
  }
}
