package io.oddsupdate.adapter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Where a thing belongs. */
@AnalyzeClasses(
    packages = "io.oddsupdate.adapter",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest
  static final ArchRule CORE_KNOWS_NO_VENDOR_AND_NO_TRANSPORT =
      noClasses()
          .that()
          .resideInAPackage("..adapter.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..adapter.vendor..", "..adapter.http..", "io.vertx..");

  @ArchTest
  static final ArchRule TRANSPORTS_KNOW_NO_VENDOR =
      noClasses()
          .that()
          .resideInAPackage("..adapter.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..adapter.vendor..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule VENDORS_KNOW_NO_TRANSPORT_AND_NO_KAFKA =
      noClasses()
          .that()
          .resideInAPackage("..adapter.vendor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..adapter.http..", "io.vertx..", "org.apache.kafka..", "java.sql..");

  @ArchTest
  static final ArchRule NO_FLINK =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.flink..");
}
