package org.sparkgrad;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One Spark session for all tests of the virtual machine, on two local threads:
 * {@code @ExtendWith(SharedSpark.class)}, then a {@link SparkSession} or {@link JavaSparkContext}
 * as a parameter. Tests leave it running; where one has stopped it none the less, the next gets a
 * new one.
 *
 * <p>Kryo is on, as it is in real runs, so that elements which it cannot read back fail here.
 */
public final class SharedSpark implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedSpark.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == SparkSession.class || type == JavaSparkContext.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SparkSession session = session(context);
    return parameter.getParameter().getType() == SparkSession.class ? session : context(context);
  }

  /** The session's context, for other extensions. */
  static JavaSparkContext context(ExtensionContext context) {
    return JavaSparkContext.fromSparkContext(session(context).sparkContext());
  }

  private static SparkSession session(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Holder.class, key -> new Holder(), Holder.class)
        .running();
  }

  /** Starts the session when it is first asked for; the root store closes it behind all tests. */
  private static final class Holder implements AutoCloseable {
    private SparkSession session;

    synchronized SparkSession running() {
      if (session == null || session.sparkContext().isStopped()) {
        session = SparkSession.builder().config(settings()).getOrCreate();
      }
      return session;
    }

    private static SparkConf settings() {
      return new SparkConf()
          .setMaster("local[2]")
          .setAppName("sparkgrad tests")
          .set("spark.serializer", KryoSerializer.class.getName())
          .set("spark.kryoserializer.buffer.max", "512m")
          .set("spark.scheduler.mode", "FAIR")
          .set("spark.sql.shuffle.partitions", "2")
          .set("spark.driver.bindAddress", "127.0.0.1")
          .set("spark.driver.host", "127.0.0.1")
          .set("spark.diskStore.subDirectories", "1")
          .set("spark.ui.enabled", "false");
    }

    @Override
    public synchronized void close() {
      if (session != null) {
        session.stop();
      }
    }
  }
}
