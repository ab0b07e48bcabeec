package io.oddsupdate.local.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house: what each may use. */
@AnalyzeClasses(packages = "io.oddsupdate", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String FLINK = "org.apache.flink..";
  private static final String KAFKA = "org.apache.kafka..";

  @ArchTest
  static final ArchRule pricingIsPlainJava =
      noClasses()
          .that()
          .resideInAPackage("io.oddsupdate.pricing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              FLINK,
              KAFKA,
              "io.oddsupdate.avro..",
              "io.oddsupdate.schemas..",
              "java.io..",
              "java.nio..",
              "java.net..",
              "java.sql..",
              "java.time..")
          .because("the job and the reconciliation must compute the same from the same records");

  @ArchTest
  static final ArchRule pricingHasNoClockAndNoRandomness =
      noClasses()
          .that()
          .resideInAPackage("io.oddsupdate.pricing..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .because("the same log and the same decisions give the same bytes");

  @ArchTest
  static final ArchRule adaptersNeverUseFlink =
      noClasses()
          .that()
          .resideInAPackage("io.oddsupdate.adapter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK)
          .because("an adapter is a service of its own");

  @ArchTest
  static final ArchRule onlyTheAdapterKnowsVendors =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.oddsupdate.odds..",
              "io.oddsupdate.analytics..",
              "io.oddsupdate.pricing..",
              "io.oddsupdate.mirror..",
              "io.oddsupdate.adapter.core..",
              "io.oddsupdate.adapter.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oddsupdate.adapter.vendor..")
          .because("a new vendor must not change a job or a transport");

  @ArchTest
  static final ArchRule theMirrorNeverUsesFlink =
      noClasses()
          .that()
          .resideInAPackage("io.oddsupdate.mirror..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK, "io.oddsupdate.odds..", "io.oddsupdate.pricing..")
          .because("it is a plugin of MirrorMaker 2");

  @ArchTest
  static final ArchRule connectorsKnowNoOdds =
      noClasses()
          .that()
          .resideInAnyPackage("io.oddsupdate.lookup..", "io.oddsupdate.clickhouse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.oddsupdate.avro..",
              "io.oddsupdate.pricing..",
              "io.oddsupdate.odds..",
              "io.oddsupdate.analytics..")
          .because("a connector serves any job");

  @ArchTest
  static final ArchRule analyticsNeverPrices =
      noClasses()
          .that()
          .resideInAPackage("io.oddsupdate.analytics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.oddsupdate.pricing..", "io.oddsupdate.odds..")
          .because("it reads what was published");

  @ArchTest
  static final ArchRule startingKnowsNoJob =
      noClasses()
          .that()
          .resideInAPackage("io.oddsupdate.start..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.oddsupdate..")
                  .and(resideOutsideOfPackage("io.oddsupdate.start..")))
          .because("every job starts the same way");

  @ArchTest
  static final ArchRule theCommandLineOfQuantsNeedsNoPlatform =
      noClasses()
          .that()
          .resideInAPackage("io.oddsupdate.quant..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK, KAFKA, "io.oddsupdate.odds..", "io.oddsupdate.adapter..")
          .because("it starts from a few jars in half a second");

  @ArchTest
  static final ArchRule nothingInProductionDependsOnTheCommandLineOfQuants =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.oddsupdate.quant..", "io.oddsupdate.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oddsupdate.quant..")
          .because("the jobs call the pricing library itself");

  @ArchTest
  static final ArchRule nobodyDependsOnTheLocalPlatform =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.oddsupdate.local..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.oddsupdate.local..")
          .because("production has none");

  @ArchTest
  static final ArchRule schemasHoldNoLogicOfOthers =
      noClasses()
          .that()
          .resideInAnyPackage("io.oddsupdate.schemas..", "io.oddsupdate.avro..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK, KAFKA, "io.oddsupdate.pricing..", "io.oddsupdate.adapter..")
          .because("everybody depends on the contracts");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      classes()
          .that()
          .resideInAPackage("io.oddsupdate..")
          .should()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Utils")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Impl");
}
