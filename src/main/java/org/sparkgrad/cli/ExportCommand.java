package org.sparkgrad.cli;

import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.artifact.onnx.OnnxFile;
import org.sparkgrad.train.TrainedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a saved model for other tools. */
@Command(
    name = "export",
    description =
        "Write a saved model of raw pixels as an ONNX file: pixels in, probabilities and classes"
            + " out.")
final class ExportCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin ModelParameter model;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      required = true,
      description = "ONNX file to make, any Hadoop file-system URI.")
  String onnx;

  @Option(names = "--overwrite", description = "Replace the file where it exists.")
  boolean overwrite;

  @Override
  public int run(Problems problems) {
    model.check(problems);
    if (onnx != null) {
      new OutputFile("--onnx", onnx, FileKind.ONNX).check(overwrite, problems);
    }
    problems.throwIfAny();
    TrainedModel trained = model.read();
    Map<String, Object> document = write(content(trained));
    document.put("weights_sha256", trained.weightsSha256());
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }

  private OnnxFile content(TrainedModel trained) {
    OnnxFile.problem(trained)
        .ifPresent(
            problem -> {
              throw unusable(problem);
            });
    try {
      return OnnxFile.of(trained, model.descriptionSha256());
    } catch (IllegalArgumentException e) {
      throw unusable(e.getMessage());
    }
  }

  private UsageException unusable(String problem) {
    return new UsageException("export %s to ONNX: %s".formatted(model.uri, problem));
  }

  private Map<String, Object> write(OnnxFile content) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    new OutputFile("--onnx", onnx, FileKind.ONNX)
        .write(out -> content.writeTo(new DigestOutputStream(out, digest)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", onnx);
    document.put("bytes", content.size());
    document.put("opset", OnnxFile.OPSET);
    document.put("sha256", Hex.encodeHexString(digest.digest()));
    return document;
  }
}
