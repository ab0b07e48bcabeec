package io.oddsupdate.adapter.vendor.nba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.avro.raw.RawEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Payloads and, beside each, the canonical records that they give: one line a record, as Avro's
 * JSON. The payload file is an array of lists, applied in order.
 */
class GoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"opening", "correction", "overtime", "review"})
  void givesTheRecordsOfTheGoldenFile(String name) throws IOException {
    Fold fold = new Fold();
    for (JsonNode payload : new ObjectMapper().readTree(resource(name + ".json"))) {
      fold.apply(payload);
    }

    String records =
        fold.log().stream().map(RawEvent::toString).collect(Collectors.joining("\n", "", "\n"));

    assertThat(records).isEqualTo(resource(name + ".records.jsonl"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GoldenTest.class.getResourceAsStream("/golden/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
