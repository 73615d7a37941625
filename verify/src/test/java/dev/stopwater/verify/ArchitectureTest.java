package dev.stopwater.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/// The few facts about the whole by which we never want to be surprised.
@AnalyzeClasses(packages = "dev.stopwater", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static void theRulesSawTheProgram(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(300);
  }

  @ArchTest
  static final ArchRule modulesHaveNoCycles =
      slices().matching("dev.stopwater.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule storesDoNotKnowKubernetes =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.stopwater.machinery..", "dev.stopwater.resources..");

  @ArchTest
  static final ArchRule theLedgerKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater.lifecycle..")
          .should()
          .dependOnClassesThat(
              new com.tngtech.archunit.base.DescribedPredicate<>("ours, but not the ledger's") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaClass each) {
                  return each.getPackageName().startsWith("dev.stopwater.")
                      && !each.getPackageName().startsWith("dev.stopwater.lifecycle");
                }
              });

  @ArchTest
  static final ArchRule profilesKnowTheLedgerOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater.profiles..")
          .should()
          .dependOnClassesThat(
              new com.tngtech.archunit.base.DescribedPredicate<>("ours, but not the ledger's") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaClass each) {
                  return each.getPackageName().startsWith("dev.stopwater.")
                      && !each.getPackageName().startsWith("dev.stopwater.lifecycle")
                      && !each.getPackageName().startsWith("dev.stopwater.profiles");
                }
              });

  @ArchTest
  static final ArchRule theMonitorKnowsTheLedgerOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater.monitor..")
          .should()
          .dependOnClassesThat(
              new com.tngtech.archunit.base.DescribedPredicate<>("ours, but not the ledger's") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaClass each) {
                  return each.getPackageName().startsWith("dev.stopwater.")
                      && !each.getPackageName().startsWith("dev.stopwater.lifecycle")
                      && !each.getPackageName().startsWith("dev.stopwater.monitor");
                }
              });

  @ArchTest
  static final ArchRule flowControlKnowsNeitherHttpNorTheOtherGates =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater.flowcontrol..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stopwater.http..",
              "dev.stopwater.server..",
              "dev.stopwater.access..",
              "dev.stopwater.admission..");

  @ArchTest
  static final ArchRule theFlightRecorderIsInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.stopwater.profiles..", "dev.stopwater.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.jfr..");

  @ArchTest
  static final ArchRule nobodyHasTheJvmDumpItsThreads =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.sun.management.HotSpotDiagnosticMXBean");

  @ArchTest
  static final ArchRule theHttpEngineIsInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.stopwater.http.engine..", "dev.stopwater.live.jetty..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule liveProfilesKnowTheLedgerAndTheProfilesOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater.live..")
          .should()
          .dependOnClassesThat(
              new com.tngtech.archunit.base.DescribedPredicate<>("ours, but none of these") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaClass each) {
                  return each.getPackageName().startsWith("dev.stopwater.")
                      && !each.getPackageName().startsWith("dev.stopwater.lifecycle")
                      && !each.getPackageName().startsWith("dev.stopwater.profiles")
                      && !each.getPackageName().startsWith("dev.stopwater.live");
                }
              });

  @ArchTest
  static final ArchRule eachForeignServerIsKnownToItsAdapterOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.stopwater.live.servlet..",
              "dev.stopwater.live.spring..",
              "dev.stopwater.live.helidon..",
              "dev.stopwater.live.vertx..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.servlet..", "org.springframework..", "io.helidon..", "io.vertx..");

  @ArchTest
  static final ArchRule openTelemetryIsInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.stopwater.tracing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule onlyAssemblyKnowsOfTracing =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.stopwater.tracing..", "dev.stopwater.assembly..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.stopwater.tracing..");

  @ArchTest
  static final ArchRule sqliteIsInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.stopwater.store.local..", "dev.stopwater.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule jsonAndYamlAreInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.stopwater.machinery.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("tools.jackson..", "org.snakeyaml..");

  @ArchTest
  static final ArchRule onlyAssemblyNamesAConcreteStoreOrEngine =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.stopwater.assembly..",
              "dev.stopwater.cli..",
              "dev.stopwater.bench..",
              "dev.stopwater.store..",
              "dev.stopwater.http.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stopwater.store.local..",
              "dev.stopwater.store.memory..",
              "dev.stopwater.http.engine..");

  @ArchTest
  static final ArchRule threadsHaveOwners =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.stopwater.lifecycle..", "dev.stopwater.http.engine..", "dev.stopwater.bench..")
          .should()
          .callMethod(Thread.class, "ofVirtual")
          .orShould()
          .callMethod(Thread.class, "ofPlatform")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ThreadLocal");

  @ArchTest
  static final ArchRule timeIsGiven =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.stopwater.assembly..",
              "dev.stopwater.lifecycle..",
              "dev.stopwater.cli..",
              "dev.stopwater.bench..",
              "dev.stopwater.lab..",
              "dev.stopwater.live..",
              "dev.stopwater.store.testkit..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theGroundIsPure =
      noClasses()
          .that()
          .resideInAPackage("dev.stopwater.machinery..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.util.logging..");

  @ArchTest
  static final ArchRule everyClassIsNullMarked =
      classes()
          .that()
          .resideInAPackage("dev.stopwater..")
          .should(
              new com.tngtech.archunit.lang.ArchCondition<>("be in a @NullMarked package") {
                @Override
                public void check(
                    com.tngtech.archunit.core.domain.JavaClass each,
                    com.tngtech.archunit.lang.ConditionEvents events) {
                  if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(
                        com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                            each, each.getName() + " is in a package that is not null-marked"));
                  }
                }
              });
}
