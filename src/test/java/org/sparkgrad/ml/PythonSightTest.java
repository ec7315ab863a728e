package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import py4j.Py4JException;
import py4j.reflection.ReflectionEngine;

/**
 * What PySpark sees of a class. Py4J looks for a method in the class, in those it extends, and in
 * the interfaces that these name themselves, not in those that interfaces extend.
 */
class PythonSightTest {
  private final ReflectionEngine python = new ReflectionEngine();

  @ParameterizedTest
  @ValueSource(
      classes = {
        SparkgradClassifier.class,
        SparkgradClassificationModel.class,
        SparkgradTrainingSummary.class,
        ImageFeatures.class,
        ImageFeaturesModel.class
      })
  void allPublicMethodsAreSeen(Class<?> type) {
    Set<String> unseen = new TreeSet<>();
    for (Method each : type.getMethods()) {
      if (!Modifier.isStatic(each.getModifiers()) && !isSeen(type, each)) {
        unseen.add(each.getName());
      }
    }
    assertEquals(Set.of(), unseen);
  }

  private boolean isSeen(Class<?> type, Method method) {
    try {
      python.getMethod(type, method.getName(), method.getParameterTypes());
      return true;
    } catch (Py4JException e) {
      return false;
    }
  }
}
