package org.sparkgrad.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.io.DataException;
import org.sparkgrad.search.FusedPasses;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;

/**
 * Trains several settings of a classifier on one DataFrame. Those that read the same columns share
 * its rows, and those of them that draw the same batches are trained in one pass. Each has the bits
 * that it would have alone.
 */
final class FusedFits {
  private static final CellTrainer.Settings SETTINGS = new CellTrainer.Settings(0, 0, false);

  private final JavaSparkContext context;
  private final Dataset<?> dataset;

  private FusedFits(Dataset<?> dataset) {
    this.dataset = dataset;
    context = JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
  }

  /**
   * The models, in the order of the settings.
   *
   * @throws DataException if a row cannot be used
   * @throws IllegalArgumentException if settings do not fit each other or the rows
   */
  static List<SparkgradClassificationModel> of(
      Dataset<?> dataset, List<SparkgradClassifier> settings) {
    return DataException.unwrapped(() -> new FusedFits(dataset).fit(settings));
  }

  private List<SparkgradClassificationModel> fit(List<SparkgradClassifier> settings) {
    Map<Object, List<SparkgradClassifier>> byColumns = new LinkedHashMap<>();
    for (SparkgradClassifier each : settings) {
      byColumns.computeIfAbsent(columns(each), unused -> new ArrayList<>()).add(each);
    }
    Map<SparkgradClassifier, SparkgradClassificationModel> models = new HashMap<>();
    byColumns.values().forEach(alike -> models.putAll(ofTable(alike)));
    return settings.stream().map(models::get).toList();
  }

  private static Object columns(SparkgradClassifier settings) {
    return List.of(
        settings.getFeaturesCol(),
        settings.getLabelCol(),
        settings.getIdCol(),
        settings.getImageShape(),
        settings.getValidationIndicatorCol());
  }

  /** Settings that read the same columns. */
  private Map<SparkgradClassifier, SparkgradClassificationModel> ofTable(
      List<SparkgradClassifier> settings) {
    try (TrainingTable table =
        TrainingTable.read(dataset, settings.get(0).columns(dataset.schema()))) {
      Map<String, SparkgradClassifier> byName = new LinkedHashMap<>();
      Map<Integer, List<Cell>> byBlocks = new LinkedHashMap<>();
      for (Cell cell : cells(settings, table, byName)) {
        CellSettings own = new CellSettings(byName.get(cell.name()), table);
        int blocks = own.blocks(cell.hyperparameters());
        byBlocks.computeIfAbsent(blocks, unused -> new ArrayList<>()).add(cell);
      }
      Map<SparkgradClassifier, SparkgradClassificationModel> models = new HashMap<>();
      byBlocks.forEach(
          (blocks, cells) ->
              train(table, blocks, cells)
                  .forEach(
                      result -> {
                        SparkgradClassifier own = byName.get(result.cell().name());
                        models.put(own, model(own, result, blocks));
                      }));
      return models;
    }
  }

  private static List<Cell> cells(
      List<SparkgradClassifier> settings,
      TrainingTable table,
      Map<String, SparkgradClassifier> byName) {
    List<Cell> cells = new ArrayList<>();
    Set<Hyperparameter<?>> unread = new LinkedHashSet<>();
    for (SparkgradClassifier each : settings) {
      CellSettings own = new CellSettings(each, table);
      cells.add(new Cell(each.uid() + "-" + (cells.size() + 1), own.hyperparameters()));
      byName.put(cells.get(cells.size() - 1).name(), each);
      unread.addAll(own.given());
    }
    for (Cell cell : cells) {
      unread.removeIf(each -> cell.hyperparameters().find(each).isPresent());
    }
    if (!unread.isEmpty()) {
      throw new IllegalArgumentException(
          "fit: expected no value of %s, which %s does not read"
              .formatted(
                  String.join(", ", unread.stream().map(ParamSet::name).toList()),
                  cells.get(0).hyperparameters()));
    }
    return cells;
  }

  private List<CellResult> train(TrainingTable table, int blocks, List<Cell> cells) {
    DataSet rows = table.inBlocks(blocks);
    try (TrainingData data = TrainingData.of(rows, MergeDepth.AUTOMATIC)) {
      CellTrainer trainer = CellTrainer.of(data, SETTINGS);
      List<CellResult> results = new ArrayList<>();
      for (List<Cell> pass : new FusedPasses(context, data).of(cells, cell -> 0)) {
        results.addAll(trainer.trainGroup(pass));
      }
      return results;
    }
  }

  private static SparkgradClassificationModel model(
      SparkgradClassifier settings, CellResult result, int blocks) {
    if (result.status() == CellStatus.FAILED) {
      throw new IllegalStateException("fit: " + result.error().orElse(""));
    }
    Hyperparameters hyperparameters = result.cell().hyperparameters();
    SparkgradClassificationModel model =
        new SparkgradClassificationModel(
            settings.uid(),
            new SavedModel.Contents(result.model().orElseThrow(), hyperparameters, blocks),
            SparkgradTrainingSummary.of(result));
    return settings.copyValues(model.setParent(settings), settings.extractParamMap());
  }
}
