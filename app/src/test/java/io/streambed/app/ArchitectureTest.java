package io.streambed.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** The borders of docs/architecture.md, section Rooms. */
@AnalyzeClasses(packages = "io.streambed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> NUMERIC =
      resideInAnyPackage(
          "io.streambed.science..",
          "java..",
          "org.apache.commons.rng..",
          "org.apache.commons.numbers..",
          "org.apache.commons.statistics..",
          "org.hipparchus..",
          "org.ejml..",
          "io.github.metarank.lightgbm4j..",
          "com.microsoft.ml.lightgbm..",
          "org.slf4j..",
          "org.jspecify..");

  @ArchTest
  static final ArchRule aRoomDependsOnlyOnRoomsAboveIt =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.streambed..")
          .layer("proto")
          .definedBy("io.streambed.proto..")
          .layer("science")
          .definedBy("io.streambed.science..")
          .layer("topics")
          .definedBy("io.streambed.topics..")
          .layer("embedded-broker")
          .definedBy("io.streambed.broker..")
          .layer("simulator-actors")
          .definedBy("io.streambed.simulator..")
          .layer("trainer")
          .definedBy("io.streambed.trainer..")
          .layer("inference-service")
          .definedBy("io.streambed.inference..")
          .layer("app")
          .definedBy("io.streambed.app..")
          .whereLayer("proto")
          .mayNotAccessAnyLayer()
          .whereLayer("science")
          .mayNotAccessAnyLayer()
          .whereLayer("topics")
          .mayOnlyAccessLayers("proto", "science")
          .whereLayer("embedded-broker")
          .mayNotAccessAnyLayer()
          .whereLayer("simulator-actors")
          .mayOnlyAccessLayers("science", "topics")
          .whereLayer("trainer")
          .mayOnlyAccessLayers("science", "topics")
          .whereLayer("inference-service")
          .mayOnlyAccessLayers("science", "topics")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule scienceKnowsOnlyTheJdkAndNumericLibraries =
      classes()
          .that()
          .resideInAPackage("io.streambed.science..")
          .and()
          .resideOutsideOfPackage("io.streambed.science.network..")
          .should()
          .onlyDependOnClassesThat(NUMERIC);

  /** Besides DJL: its native library's environment (JNA) and the JSON heading of safetensors. */
  @ArchTest
  static final ArchRule theNetworkPackageKnowsTheEngineToo =
      classes()
          .that()
          .resideInAPackage("io.streambed.science.network..")
          .should()
          .onlyDependOnClassesThat(
              NUMERIC.or(
                  resideInAnyPackage("ai.djl..", "com.sun.jna..", "com.fasterxml.jackson.core..")));

  @ArchTest
  static final ArchRule priorKnowsNoOtherRoomOfScience =
      noClasses()
          .that()
          .resideInAPackage("io.streambed.science.prior..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.streambed..")
                  .and(
                      describe(
                          "outside prior",
                          c -> !c.getPackageName().startsWith("io.streambed.science.prior"))));

  @ArchTest
  static final ArchRule openTelemetryIsKnownOnlyWhereStepsAreTold =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.streambed.topics.trace..", "io.streambed.app.tracing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule djlIsImportedOnlyInTheNetworkPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.streambed.science.network..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule noTensorOfTheEngineLeavesTheNetworkPackage =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.streambed.science.network..")
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .arePublic()
          .should(haveNoEngineTypeInTheirSignature());

  @ArchTest
  static final ArchRule kafkaIsKnownOnlyToTopicsAndTheBroker =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.streambed.topics..", "io.streambed.broker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.apache.pekko.kafka..");

  @ArchTest
  static final ArchRule generatedMessagesAreKnownOnlyToTopics =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.streambed.topics..", "io.streambed.broker..", "io.streambed.proto..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.streambed.proto..", "com.google.protobuf..");

  @ArchTest
  static final ArchRule configurationIsReadOnlyInSettingsAndMains =
      noClasses()
          .that()
          .haveNameNotMatching(".*(Settings|Main)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.typesafe.config..");

  @ArchTest
  static final ArchRule httpIsSpokenOnlyInItsPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.streambed.inference.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pekko.http..", "io.prometheus..");

  @ArchTest
  static final ArchRule picturesAreDrawnOnlyInTheirPackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.streambed.app.picture..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jfree..", "org.apache.batik..", "java.awt..");

  @ArchTest
  static final ArchRule whatPeopleLookAtKnowsNoActorThatInfers =
      noClasses()
          .that()
          .resideInAnyPackage("io.streambed.inference.http..", "io.streambed.inference.live..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.streambed.inference")
                  .and(
                      describe(
                          "other than settings", c -> !c.getName().matches(".*Settings(\\$.*)?"))));

  /** A scalar operator creates a native tensor on each call and keeps the graph alive. */
  @ArchTest
  static final ArchRule noScalarOperatorStandsInANetwork =
      noClasses()
          .that()
          .resideInAPackage("io.streambed.science.network..")
          .should()
          .callMethodWhere(
              describe(
                  "an operator of NDArray with a number",
                  (JavaAccess<?> call) ->
                      call.getTargetOwner().getName().equals("ai.djl.ndarray.NDArray")
                          && Set.of("mul", "div", "pow", "maximum", "minimum")
                              .contains(call.getName())
                          && call.getTarget() instanceof MethodCallTarget target
                          && target.getRawParameterTypes().size() == 1
                          && target
                              .getRawParameterTypes()
                              .get(0)
                              .getName()
                              .equals("java.lang.Number")));

  private static ArchCondition<JavaMethod> haveNoEngineTypeInTheirSignature() {
    return new ArchCondition<>("have no type of ai.djl in their signature") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(type -> type.getPackageName().startsWith("ai.djl"))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " shows " + type.getName())));
      }
    };
  }
}
