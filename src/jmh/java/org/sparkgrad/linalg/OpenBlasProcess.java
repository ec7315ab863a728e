package org.sparkgrad.linalg;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.TextResult;

/**
 * Starts JMH's forks in the environment that OpenBLAS reads when it is loaded, and finds out which
 * kernels it took.
 */
public final class OpenBlasProcess extends ForkEnvironment {
  /** The label of the result that names the kernels used. */
  static final String KERNELS = "kernels";

  /** The environment variable that names the kernels to take. */
  static final String CORE_TYPE = "OPENBLAS_CORETYPE";

  private static final String CORE_MESSAGE = "Core: ";

  private final String coreType;

  /**
   * Called by JMH.
   *
   * @param coreType the kernels to ask for; empty to leave the choice to OpenBLAS
   */
  public OpenBlasProcess(String coreType) {
    super("the environment of OpenBLAS");
    this.coreType = coreType;
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams parameters) {
    List<String> command = new ArrayList<>(List.of("env", "-u", CORE_TYPE));
    command.add("OPENBLAS_NUM_THREADS=1");
    // The level at which it says on standard error which kernels it took.
    command.add("OPENBLAS_VERBOSE=2");
    if (!coreType.isEmpty()) {
      command.add(CORE_TYPE + "=" + coreType);
    }
    return command;
  }

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long process, File output, File errors) {
    return List.of(new TextResult(kernels(errors), KERNELS));
  }

  private static String kernels(File errors) {
    try {
      return Files.readAllLines(errors.toPath()).stream()
          .filter(line -> line.startsWith(CORE_MESSAGE))
          .map(line -> line.substring(CORE_MESSAGE.length()))
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
