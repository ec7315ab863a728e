package org.sparkgrad.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.sparkgrad.data.format.Cifar10Archive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets CIFAR-10. */
@Command(
    name = "fetch",
    description = "Download CIFAR-10's binary archive, check its published checksum, unpack it.")
final class DataFetchCommand implements Action {
  private static final double BYTES_PER_MB = 1e6;

  @Spec CommandSpec command;
  @Mixin CommonOptions common;

  @Parameters(paramLabel = "DIR", description = "Local directory to make.")
  Path directory;

  @Option(
      names = "--archive",
      paramLabel = "FILE",
      description = "Unpack this file, already downloaded, instead; its checksum is checked too.")
  Path archive;

  @Override
  public int run(Problems problems) {
    problems.throwIfAny();
    Cifar10Archive source =
        archive == null ? Cifar10Archive.published() : Cifar10Archive.downloaded(archive);
    Cifar10Archive.Outcome outcome;
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
}
