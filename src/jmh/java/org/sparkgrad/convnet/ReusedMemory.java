package org.sparkgrad.convnet;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.sparkgrad.linalg.ForkEnvironment;

/**
 * Starts JMH's forks in an environment in which glibc keeps freed memory for what comes next.
 * Otherwise it returns arrays of megabytes to the system, and the page faults of new ones take
 * PyTorch longer than its arithmetic; its manual recommends another allocator for that reason.
 */
public final class ReusedMemory extends ForkEnvironment {
  /** Called by JMH. */
  public ReusedMemory() {
    super("memory that is used again");
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams parameters) {
    return List.of(
        "env", "MALLOC_ARENA_MAX=1", "MALLOC_MMAP_MAX_=0", "MALLOC_TRIM_THRESHOLD_=17179869184");
  }
}
