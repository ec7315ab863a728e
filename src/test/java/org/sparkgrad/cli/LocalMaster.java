package org.sparkgrad.cli;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Sets what spark-submit would set, so that commands start a Spark of their own on two local
 * threads. A session that other tests left running is stopped first: commands would take it over.
 */
public final class LocalMaster implements BeforeAllCallback, AfterAllCallback {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.master", "local[2]",
          "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
          "spark.ui.enabled", "false",
          "spark.diskStore.subDirectories", "1",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1");

  @Override
  public void beforeAll(ExtensionContext context) {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    SETTINGS.forEach(System::setProperty);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  /** Runs {@code action} with another setting than usual. */
  static <T> T with(String key, String value, Supplier<T> action) {
    String usual = System.getProperty(key);
    System.setProperty(key, value);
    try {
      return action.get();
    } finally {
      if (usual == null) {
        System.clearProperty(key);
      } else {
        System.setProperty(key, usual);
      }
    }
  }
}
