package org.sparkgrad.linalg;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Starts JMH's forks through {@code env}, in an environment of their own. A profiler is the one
 * place where JMH lets a fork be started by another command.
 */
public abstract class ForkEnvironment implements ExternalProfiler {
  private final String description;

  protected ForkEnvironment(String description) {
    this.description = description;
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams parameters) {
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams parameters) {}

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long process, File output, File errors) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public String getDescription() {
    return description;
  }
}
