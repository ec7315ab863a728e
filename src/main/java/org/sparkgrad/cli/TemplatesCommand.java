package org.sparkgrad.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sparkgrad.io.DataException;
import org.sparkgrad.report.templates.ContactSheet;
import org.sparkgrad.report.templates.Template;
import org.sparkgrad.report.templates.Templates;
import org.sparkgrad.train.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the weights of a saved model. */
@Command(
    name = "templates",
    description =
        "Draw what a saved model of raw pixels looks for: a picture for each class, or for each"
            + " hidden unit.")
final class TemplatesCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin ModelParameter model;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "templates.png",
      description = "PNG file to make, any Hadoop file-system URI (default: ${DEFAULT-VALUE}).")
  String out;

  @Option(names = "--overwrite", description = "Replace the file where it exists.")
  boolean overwrite;

  @Override
  public int run(Problems problems) {
    model.check(problems);
    OutputFile file = new OutputFile("--out", out, FileKind.PNG);
    file.check(overwrite, problems);
    problems.throwIfAny();
    TrainedModel trained = model.read();
    Templates.problem(trained)
        .ifPresent(
            problem -> {
              throw new DataException("draw templates of %s: %s".formatted(model.uri, problem));
            });
    ContactSheet sheet = Templates.of(trained);
    byte[] png = sheet.png();
    file.write(to -> to.write(png));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("templates", out);
    document.put("names", sheet.templates().stream().map(Template::name).toList());
    document.put("range", sheet.range());
    document.put("caption", sheet.caption());
    document.put("weights_sha256", trained.weightsSha256());
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }
}
