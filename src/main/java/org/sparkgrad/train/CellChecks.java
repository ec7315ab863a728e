package org.sparkgrad.train;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.model.Network;

/**
 * What a cell must be on given data. Messages name hyperparameters as the command line's options
 * are.
 */
public final class CellChecks {
  /** The longest array that every Java machine makes. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Of each block in a batch, on average. */
  private static final int ROWS_TO_NORMALISE = 2;

  private final Hyperparameters cell;
  private final Set<Hyperparameter<?>> given;
  private final Set<String> problems = new LinkedHashSet<>();

  private CellChecks(Hyperparameters cell, Set<Hyperparameter<?>> given) {
    this.cell = cell;
    this.given = given;
  }

  /**
   * Checks all that depends on the data.
   *
   * @param given what the call itself sets; the rest has its default
   * @param rows of the training part and what is held out of it
   */
  public static CheckedCell of(
      Hyperparameters cell, Set<Hyperparameter<?>> given, DataShape data, int rows) {
    CellChecks checks = new CellChecks(cell, given);
    Optional<Network> network = checks.against(data, rows);
    return new CheckedCell(List.copyOf(checks.problems), network);
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      problems.add(message);
    }
  }

  /** The network, if the data and the hyperparameters make one. */
  private Optional<Network> against(DataShape data, int rows) {
    int validation = cell.get(Hyperparameter.VALIDATION);
    int trainRows = rows - validation;
    require(
        trainRows > 0,
        "--validation: expected fewer than the %d training rows, found %d%s"
            .formatted(rows, validation, advice(Hyperparameter.VALIDATION, rows / 10)));
    require(
        !cell.stopsEarly() || validation > 0,
        "--validation: expected at least 1 row to stop by where --patience is above 0, found 0");
    require(
        cell.find(Hyperparameter.BIAS).orElse(true) || !Architecture.needsBias(cell),
        "--bias: expected true where --model is nearest-mean, found false");
    Optional<Network> network =
        features(data).flatMap(features -> checkFeatures(features, trainRows));
    if (trainRows > 0) {
      cell.find(Hyperparameter.BATCH_SIZE).ifPresent(size -> checkBatch(size, trainRows));
      cell.find(Hyperparameter.EPOCHS).ifPresent(epochs -> checkEpochs(epochs, trainRows));
    }
    return network;
  }

  /** How rows become features; empty if the feature string does not fit the data. */
  private Optional<FeaturePipeline> features(DataShape data) {
    try {
      return Optional.of(cell.pipeline(data));
    } catch (IllegalArgumentException e) {
      problems.add("--features: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Network> checkFeatures(FeaturePipeline features, int trainRows) {
    cell.find(Hyperparameter.CROP).ifPresent(crop -> checkCrop(crop, features));
    checkFlip(cell.find(Hyperparameter.FLIP).orElse(FlipKind.NONE), features);
    Optional<Network> network = network(features);
    network.ifPresent(each -> checkLayers(each, features.data(), trainRows));
    if (trainRows > 0) {
      features.problemWith(trainRows).ifPresent(problem -> problems.add("--features: " + problem));
    }
    return network;
  }

  /** What to do about a default that does not fit the data. */
  private String advice(Hyperparameter<?> hyperparameter, int fitting) {
    return given.contains(hyperparameter)
        ? ""
        : ", its default; give one that fits these data, such as --%s %d"
            .formatted(hyperparameter.key(), fitting);
  }

  private void checkCrop(int crop, FeaturePipeline features) {
    require(
        crop == 0 || features.readsPixels(),
        "--crop: expected 0 with features that are computed once (%s), found %d"
            .formatted(cell.get(Hyperparameter.FEATURES), crop));
    features
        .data()
        .image()
        .map(image -> image.shorterSide() - 1)
        .ifPresent(
            most ->
                require(
                    crop <= most,
                    "--crop: expected at most %d pixels with images of %s, found %d"
                        .formatted(most, features.data().image().get(), crop)));
  }

  private void checkFlip(FlipKind flip, FeaturePipeline features) {
    require(
        features.data().image().isPresent() || !flip.flips(),
        "--flip: expected none with vectors, found " + flip.label());
    require(
        !features.addsMirrors() || !flip.flips(),
        "--flip: expected none with features that are those of the mirror image too (%s), found %s"
            .formatted(cell.get(Hyperparameter.FEATURES), flip.label()));
  }

  /** Whether the features are images, if the model takes these. */
  private boolean checkImages(FeaturePipeline features) {
    boolean fit = !cell.get(Hyperparameter.MODEL).takesImages() || features.readsPixels();
    require(
        fit,
        "--features: expected pixels in their places for --model %s, such as raw|standardize, found %s"
            .formatted(cell.get(Hyperparameter.MODEL).label(), cell.get(Hyperparameter.FEATURES)));
    return fit;
  }

  /** The model, made once; empty if its layers do not fit the data, each other, or one array. */
  private Optional<Network> network(FeaturePipeline pipeline) {
    int features = pipeline.fewestFeatures();
    OptionalLong counted = Architecture.parameters(cell, pipeline.data().classes(), features);
    if (!checkImages(pipeline) || !checkSize(counted.orElse(0), features)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Architecture.of(cell, pipeline.data(), features))
          .filter(network -> checkSize(network.parameters(), features));
    } catch (IllegalArgumentException e) {
      problems.add("--model: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether parameters fit one array. */
  private boolean checkSize(long parameters, int features) {
    boolean fit = parameters <= LONGEST_ARRAY;
    require(
        fit,
        "%s: expected a model of at most %d parameters, found %d with %d features%s"
            .formatted(
                cell.find(Hyperparameter.HIDDEN).isPresent() ? "--hidden" : "--features",
                LONGEST_ARRAY,
                parameters,
                features,
                cell.find(Hyperparameter.HIDDEN)
                    .map(" and %d hidden units"::formatted)
                    .orElse("")));
    return fit;
  }

  private void checkBatch(int size, int trainRows) {
    require(
        size <= trainRows,
        "--batch-size: expected at most the %d rows of the training part, found %d%s"
            .formatted(trainRows, size, advice(Hyperparameter.BATCH_SIZE, trainRows)));
  }

  /** What a layer makes of the rows that are worked on at a time must fit one array. */
  private void checkLayers(Network network, DataShape data, int trainRows) {
    int batch = Math.min(cell.find(Hyperparameter.BATCH_SIZE).orElse(1), trainRows);
    int rows = Math.min(batch, network.groupCut().rows());
    int widest = network.shapes().stream().mapToInt(Shape::size).max().orElseThrow();
    require(
        (long) rows * widest <= LONGEST_ARRAY,
        "--batch-size: expected at most %d rows of %d values%s, found %d"
            .formatted(LONGEST_ARRAY / widest, widest, madeBy(data, widest), batch));
  }

  /** The layer of a described network that makes so many values of a row. */
  private String madeBy(DataShape data, int values) {
    return cell.get(Hyperparameter.MODEL).network().stream()
        .flatMap(network -> network.described(data).stream())
        .filter(layer -> layer.output().size() == values)
        .findFirst()
        .map(layer -> ", which %s makes".formatted(layer.text()))
        .orElse("");
  }

  /**
   * What is wrong with the rows that a batch has of each block, over which layers normalise: of one
   * row by itself they would leave nothing but a constant.
   *
   * @param blocks that rows are cut into
   */
  public static Optional<String> problemWithShares(
      Hyperparameters cell, Network network, int blocks) {
    int least = ROWS_TO_NORMALISE * blocks;
    int batch = cell.find(Hyperparameter.BATCH_SIZE).orElse(least);
    return network.groupCut().even() && batch < least
        ? Optional.of(
            ("--batch-size: expected at least %d rows with batch-norm, %d of each of %d block%s,"
                    + " found %d")
                .formatted(least, ROWS_TO_NORMALISE, blocks, blocks == 1 ? "" : "s", batch))
        : Optional.empty();
  }

  private void checkEpochs(BigDecimal epochs, int trainRows) {
    BigDecimal most =
        BigDecimal.valueOf(Integer.MAX_VALUE)
            .multiply(BigDecimal.valueOf(cell.get(Hyperparameter.BATCH_SIZE)));
    require(
        epochs.multiply(BigDecimal.valueOf(trainRows)).compareTo(most) <= 0,
        "--epochs: expected at most %d iterations, found %s epochs of %d rows"
            .formatted(Integer.MAX_VALUE, epochs, trainRows));
  }
}
