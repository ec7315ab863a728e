package org.sparkgrad.convnet;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Starts JMH's forks in an environment in which glibc keeps freed memory for what comes next.
 * Otherwise it returns arrays of megabytes to the system, and the page faults of new ones take
 * PyTorch longer than its arithmetic; its manual recommends another allocator for that reason. A
 * profiler is the one place where JMH lets a fork be started by another command.
 */
public final class ReusedMemory implements ExternalProfiler {
  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams parameters) {
    return List.of(
        "env", "MALLOC_ARENA_MAX=1", "MALLOC_MMAP_MAX_=0", "MALLOC_TRIM_THRESHOLD_=17179869184");
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
    return "memory that is used again";
  }
}
