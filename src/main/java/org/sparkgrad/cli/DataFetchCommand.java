package org.sparkgrad.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.format.CifarArchive;
import org.sparkgrad.data.format.PublishedSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets CIFAR-10 or CIFAR-100. */
@Command(
    name = "fetch",
    description =
        "Download the binary archive of CIFAR-10 or CIFAR-100, check its published checksum, unpack"
            + " it.")
final class DataFetchCommand implements Action {
  private static final double BYTES_PER_MB = 1e6;
  private static final List<String> KINDS = Choice.labels(PublishedSet.class);

  @Spec CommandSpec command;
  @Mixin CommonOptions common;

  @Parameters(paramLabel = "DIR", description = "Local directory to make.")
  Path directory;

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "Unpack this file, already downloaded, instead; its checksum is checked too.")
  Path archive;

  @Option(
      names = "--kind",
      paramLabel = "SET",
      completionCandidates = Kinds.class,
      description =
          "Data set to get: ${COMPLETION-CANDIDATES} (default: cifar-10, or that of --archive, known"
              + " by its checksum).")
  String kind;

  private static final class Kinds extends NameList {
    Kinds() {
      super(KINDS);
    }
  }

  @Override
  public int run(Problems problems) {
    LocalPath.check("DIR", directory, problems);
    problems.require(
        kind == null || KINDS.contains(kind),
        "--kind: expected one of %s, found '%s'".formatted(String.join(", ", KINDS), kind));
    problems.throwIfAny();
    CifarArchive source =
        archive == null ? CifarArchive.published(set()) : CifarArchive.downloaded(set(), archive);
    CifarArchive.Outcome outcome;
    CountMeter meter = new CountMeter("download", "MB", BYTES_PER_MB, 0, System::nanoTime);
    try (ProgressLine progress = common.narration(command).line(meter)) {
      outcome = source.fetch(directory, meter::reached);
      if (archive == null) {
        progress.done();
      }
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("directory", directory.toString());
    document.put("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }

  private PublishedSet set() {
    return Choice.ofLabel(PublishedSet.class, String.valueOf(kind))
        .or(() -> Optional.ofNullable(archive).flatMap(CifarArchive::setIn))
        .orElse(PublishedSet.CIFAR_10);
  }
}
