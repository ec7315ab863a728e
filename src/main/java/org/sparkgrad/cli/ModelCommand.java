package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparkgrad.config.DescribedLayer;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.ModelChoice;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.layer.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a network layer by layer; needs no data. */
@Command(
    name = "model",
    description =
        "Print the layers of a network, what each makes of an image, its parameters, and the"
            + " multiplications and additions of its products, forward.")
final class ModelCommand implements Action {
  private static final double MILLION = 1e6;

  @Spec CommandSpec command;
  @Mixin CommonOptions common;

  @Parameters(
      index = "0",
      paramLabel = "DESCRIPTION",
      description = "A network's name or its layers, as --model of train takes them.")
  String description;

  @Option(
      names = "--image-size",
      paramLabel = "HxWxC",
      converter = ImageSize.class,
      defaultValue = "32x32x3",
      description = "Height, width and channels of the images (default: ${DEFAULT-VALUE}).")
  ImageShape image;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many classes there are (default: ${DEFAULT-VALUE}).")
  int classes;

  @Override
  public int run(Problems problems) {
    problems.require(
        classes >= 2, "--classes: expected a whole number of at least 2, found " + classes);
    problems.throwIfAny();
    List<DescribedLayer> layers = layers(problems);
    problems.throwIfAny();
    if (common.json) {
      command.commandLine().getOut().println(Json.text(document(layers)));
    } else {
      print(layers);
    }
    command.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private List<DescribedLayer> layers(Problems problems) {
    try {
      ModelChoice model = Hyperparameter.MODEL.parse(description);
      return model
          .network()
          .map(network -> network.described(DataShape.ofImages(image, classes)))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "expected a network, found '%s', whose layers follow from other options"
                          .formatted(description)));
    } catch (IllegalArgumentException e) {
      problems.add("DESCRIPTION: " + e.getMessage());
      return List.of();
    }
  }

  private Map<String, Object> document(List<DescribedLayer> layers) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (DescribedLayer each : layers) {
      Map<String, Object> row = new LinkedHashMap<>();
      Shape output = each.output();
      row.put("layer", each.text());
      row.put("output", List.of(output.height(), output.width(), output.channels()));
      row.put("parameters", each.parameters());
      row.put("trained", each.trained());
      row.put("flop", each.flop());
      rows.add(row);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("model", description);
    document.put("layers", rows);
    document.put("parameters", layers.stream().mapToLong(DescribedLayer::parameters).sum());
    document.put("trained", layers.stream().mapToLong(DescribedLayer::trained).sum());
    document.put("flop", layers.stream().mapToLong(DescribedLayer::flop).sum());
    return document;
  }

  private void print(List<DescribedLayer> layers) {
    PrintWriter out = command.commandLine().getOut();
    TextTable table = new TextTable(List.of("layer", "output", "parameters", "MFLOP"));
    for (DescribedLayer each : layers) {
      table.add(
          List.of(
              each.text(),
              each.output().toString(),
              String.format(Locale.ROOT, "%,d", each.parameters()),
              String.format(Locale.ROOT, "%.3f", each.flop() / MILLION)));
    }
    out.print(table);
    long parameters = layers.stream().mapToLong(DescribedLayer::parameters).sum();
    long trained = layers.stream().mapToLong(DescribedLayer::trained).sum();
    out.printf(
        Locale.ROOT,
        "%,d parameters, %,d of them trained; %.1f MFLOP an image, forward%n",
        parameters,
        trained,
        layers.stream().mapToLong(DescribedLayer::flop).sum() / MILLION);
  }
}
