package io.oddsupdate.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

class ContractsTest {
  /** What partners may never see, by name: the list is the contract's. */
  private static final Set<String> INTERNAL_ONLY =
      Set.of(
          "probability",
          "fair_price",
          "win",
          "lose",
          "margin_target",
          "margin_actual",
          "model_id",
          "model_version",
          "config_version",
          "vendor",
          "bookmaker",
          "consensus",
          "as_of_event_id",
          "devig_method",
          "defaulted",
          "prior");

  @Test
  void publishesNoFieldThatIsInternalOnly() {
    Set<String> names = fieldNames(PublicOddsUpdate.getClassSchema(), new LinkedHashSet<>());

    assertThat(names)
        .contains("update_id", "sequence", "price")
        .doesNotContainAnyElementsOf(INTERNAL_ONLY);
  }

  @Test
  void publishesTheSameStatusesAsItHasInside() {
    assertThat(symbols(PublicOddsUpdate.getClassSchema()))
        .isEqualTo(symbols(OddsUpdate.getClassSchema()));
  }

  @Test
  void readsWhatItWroteItself() {
    for (Topics.Topic topic : Topics.load().all()) {
      assertThat(
              SchemaCompatibility.checkReaderWriterCompatibility(topic.schema(), topic.schema())
                  .getType())
          .as(topic.name())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @Test
  void refusesTheInternalSchemaWhereThePublicOneIsExpected() {
    // A partner's reader needs american and fractional, which only the projection makes.
    assertThat(
            SchemaCompatibility.checkReaderWriterCompatibility(
                    PublicOddsUpdate.getClassSchema(), OddsUpdate.getClassSchema())
                .getType())
        .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
  }

  private static Set<String> fieldNames(Schema schema, Set<String> names) {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          names.add(field.name());
          fieldNames(field.schema(), names);
        }
      }
      case ARRAY -> fieldNames(schema.getElementType(), names);
      case UNION -> schema.getTypes().forEach(type -> fieldNames(type, names));
      default -> {
        // A leaf has no fields.
      }
    }
    return names;
  }

  private static java.util.List<String> symbols(Schema schema) {
    return schema.getField("status").schema().getEnumSymbols();
  }
}
