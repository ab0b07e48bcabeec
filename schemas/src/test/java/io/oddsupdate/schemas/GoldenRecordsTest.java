package io.oddsupdate.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.internal.Outcome;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.RawEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * Records of an earlier schema, as bytes that were written with it and are never written again: the
 * log keeps them for as long as it is kept, and today's classes read them.
 */
class GoldenRecordsTest {
  private static final int WIRE_HEADER_BYTES = 5;

  @Test
  void readsARawEventFromBeforeThereWasASituation() throws Exception {
    RawEvent event = read("RawEvent-1", RawEvent.class);

    assertThat(event.getEventId()).isEqualTo("nba-livedata:0022600001:42");
    assertThat(event.getOperation()).isEqualTo(Operation.UPDATE);
    assertThat(event.getRevision()).isEqualTo(3);
    assertThat(event.getVendorSequence()).isEqualTo(7);
    assertThat(event.getOccurredAt()).isEqualTo(Instant.ofEpochMilli(1_795_220_000_123L));
    assertThat(event.getPublishedAt()).isNull();
    assertThat(event.getClock().getSecondsRemaining()).isEqualTo(431.5);
    GameUpdate update = (GameUpdate) event.getPayload();
    assertThat(update.getAction()).isEqualTo(ActionType.SCORE);
    assertThat(update.getHomeScore()).isEqualTo(70);
    assertThat(update.getPlayers())
        .extracting(PlayerRole::getPlayerId)
        .containsExactly("nba-1", "nba-9");
    assertThat(update.getSituation()).as("what the writer did not know").isNull();
  }

  @Test
  void readsAnUpdateFromBeforeConsensusHadProbabilities() throws Exception {
    OddsUpdate update = read("OddsUpdate-1", OddsUpdate.class);

    assertThat(update.getUpdateId()).isEqualTo("nba-20261121-aaa-hhh|225|total=221.5|#4.17");
    assertThat(update.getSequence()).isEqualTo(17);
    assertThat(update.getGameDate()).hasToString("2026-11-21");
    assertThat(update.getOutcomes())
        .extracting(Outcome::getPrice)
        .containsExactly(23_700L, 15_900L);
    assertThat(update.getDefaulted()).containsExactly("hot");
    assertThat(update.getConsensus().getBooks()).isEqualTo(9);
    assertThat(update.getConsensus().getDispersion()).isEqualTo(0.031);
    assertThat(update.getConsensus().getProbabilities()).as("the default").isEmpty();
  }

  @Test
  void aReaderOfTheSchemaBeforeReadsTodaysUpdate() throws Exception {
    // A mirror is deployed after the job that it reads from.
    OddsUpdate update = read("OddsUpdate-1", OddsUpdate.class);
    update.getConsensus().setProbabilities(List.of(0.4, 0.6));
    byte[] bytes = WireFormat.encode(8, update);

    GenericRecord seen =
        new GenericDatumReader<GenericRecord>(OddsUpdate.getClassSchema(), schema("OddsUpdate-1"))
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(
                        bytes, WIRE_HEADER_BYTES, bytes.length - WIRE_HEADER_BYTES, null));

    assertThat(seen.get("sequence")).isEqualTo(17L);
    assertThat(((GenericRecord) seen.get("consensus")).get("books")).isEqualTo(9);
  }

  @Test
  void todaysSchemasReadEverythingThatTheSchemasBeforeCanWrite() throws Exception {
    assertReads(RawEvent.getClassSchema(), schema("RawEvent-1"));
    assertReads(OddsUpdate.getClassSchema(), schema("OddsUpdate-1"));
    assertReads(schema("OddsUpdate-1"), OddsUpdate.getClassSchema());
  }

  private static void assertReads(Schema reader, Schema writer) {
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static <T extends SpecificRecord> T read(String name, Class<T> type) throws Exception {
    return WireFormat.decode(bytes(name + ".bin"), schema(name), type);
  }

  private static Schema schema(String name) throws IOException {
    return new Schema.Parser().parse(new String(bytes(name + ".avsc"), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("/golden/" + name)) {
      return in.readAllBytes();
    }
  }
}
