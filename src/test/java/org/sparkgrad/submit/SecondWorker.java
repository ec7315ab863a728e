package org.sparkgrad.submit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker beside those that a cluster's script has started, of the embedded Spark. */
final class SecondWorker {
  private SecondWorker() {}

  /**
   * Starts it with one core.
   *
   * @param host an address of this machine
   * @param place of the cluster, for its files
   */
  static Process start(String master, String host, Path place) throws IOException {
    String spark = Path.of("target/spark").toAbsolutePath().toString();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", spark + "/jars/*"));
    command.addAll(List.of("org.apache.spark.deploy.worker.Worker", "--host", host));
    command.addAll(List.of("--webui-port", "0", "--cores", "1", "--memory", "2g"));
    command.addAll(List.of("--work-dir", place.resolve("work-2").toString(), master));
    File log = place.resolve("second-worker.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().put("SPARK_HOME", spark);
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", host);
    return builder.start();
  }
}
