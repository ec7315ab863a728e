package org.sparkgrad;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ObjectInput;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may import whom. */
class ArchitectureTest {
  private static final String ROOT = "org.sparkgrad.";

  /** Each imports only itself and those before it. */
  private static final List<String> PACKAGES =
      List.of(
          "choice",
          "linalg",
          "io",
          "image",
          "image.hog",
          "image.hsv",
          "image.patch",
          "loss",
          "penalty",
          "layer",
          "model",
          "optim",
          "gradcheck",
          "data",
          "data.picture",
          "data.format",
          "data.synthetic",
          "stats",
          "feature",
          "distributed",
          "evaluation",
          "config",
          "train",
          "artifact.tensorboard",
          "artifact",
          "artifact.onnx",
          "search",
          "report.csv",
          "report.templates",
          "report.plot",
          "report",
          "report.study",
          "ml",
          "bench",
          "cli");

  /**
   * The arithmetic, which is as it is without a cluster; {@code io} reads Hadoop's file systems.
   */
  private static final List<String> WITHOUT_SPARK =
      PACKAGES.subList(0, PACKAGES.indexOf("gradcheck") + 1).stream()
          .filter(name -> !name.equals("io"))
          .toList();

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.sparkgrad");

  static Stream<String> packages() {
    return PACKAGES.stream();
  }

  static Stream<String> packagesWithoutSpark() {
    return WITHOUT_SPARK.stream();
  }

  private static String[] named(List<String> packages) {
    return packages.stream().map(name -> ROOT + name).toArray(String[]::new);
  }

  /** Calls of methods whose names, with those of their classes, are of this form. */
  private static DescribedPredicate<JavaMethodCall> called(String form) {
    return DescribedPredicate.describe(
        "of " + form,
        call -> (call.getTargetOwner().getName() + "." + call.getName()).matches(form));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsOnlyThePackagesBeforeIt(String name) {
    List<String> later = PACKAGES.subList(PACKAGES.indexOf(name) + 1, PACKAGES.size());
    noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(named(later))
        .check(CLASSES);
  }

  @Test
  void everyClassIsInOneOfThePackages() {
    classes().should().resideInAnyPackage(named(PACKAGES)).check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("packagesWithoutSpark")
  void knowsNoSpark(String name) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..", "breeze..")
        .check(CLASSES);
  }

  @Test
  void theCommandLineAloneReadsOptions() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void theCommandLineAloneMakesSparkSessions() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .callMethod(SparkSession.class, "builder")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("org\\.apache\\.spark\\.sql\\.(.*\\.)?SparkSession(Builder|\\$Builder)")
        .check(CLASSES);
  }

  /** {@code fromSparkContext} is how to get at the context of a session. */
  @Test
  void nobodyMakesASparkContextBesideTheSession() {
    noClasses()
        .should()
        .callConstructor(SparkContext.class, org.apache.spark.SparkConf.class)
        .orShould()
        .callConstructor(JavaSparkContext.class, org.apache.spark.SparkConf.class)
        .orShould()
        .callConstructor(JavaSparkContext.class)
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineEndsTheProcessOrPrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .check(CLASSES);
  }

  /**
   * What is read from a disk must not name classes to be made. {@code RowFile} says how it is
   * written and read when Spark, by its own choice of serializer, sends it to another process or
   * spills it.
   */
  @Test
  void nobodyReadsObjectsOfJavaOrKryo() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "data.RowFile")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInput.class)
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("SerializationUtils")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("com.esotericsoftware.kryo..")
        .orShould()
        .callMethodWhere(called("org\\.apache\\.spark\\..*\\.(objectFile|sequenceFile|checkpoint)"))
        .check(CLASSES);
  }

  /** Jackson makes what a file names only if it is told to. */
  @Test
  void nobodyLetsJsonNameClasses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "com\\.fasterxml\\.jackson\\..*(JsonTypeInfo|PolymorphicType|DefaultTyp).*")
        .orShould()
        .callMethodWhere(called(".*\\.(activate|enable)DefaultTyping.*"))
        .check(CLASSES);
  }

  /** An entity of XML may name any file or host. SVG is written, and nothing read. */
  @Test
  void nobodyReadsXml() {
    noClasses()
        .should()
        .callMethodWhere(called("javax\\.xml\\..*\\.parse.*"))
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.xml.stream..", "org.xml.sax..", "javax.xml.bind..")
        .check(CLASSES);
  }
}
