package org.sparkgrad.linalg;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Counts operations by the CPU time of the whole JVM, its collector included. Where a CPU is shared
 * with other processes, the clock counts their time as well, and this does not.
 */
public final class CpuTime implements InternalProfiler {
  /** The label of the result: operations for each second of CPU time. */
  public static final String OPERATIONS = "operations.cpu";

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private long start;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    start = system.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double seconds = (system.getProcessCpuTime() - start) * 1e-9;
    double rate = result.getMetadata().getAllOps() / seconds;
    return List.of(new ScalarResult(OPERATIONS, rate, "ops/CPU s", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "operations by CPU time";
  }
}
