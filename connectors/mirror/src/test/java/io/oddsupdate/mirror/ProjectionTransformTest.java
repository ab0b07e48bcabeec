package io.oddsupdate.mirror;

import static io.oddsupdate.mirror.MirroredRecords.INTERNAL;
import static io.oddsupdate.mirror.MirroredRecords.PUBLIC;
import static io.oddsupdate.mirror.MirroredRecords.bytes;
import static io.oddsupdate.mirror.MirroredRecords.encode;
import static io.oddsupdate.mirror.MirroredRecords.internalSchema;
import static io.oddsupdate.mirror.MirroredRecords.ofTopic;
import static io.oddsupdate.mirror.MirroredRecords.record;
import static io.oddsupdate.mirror.MirroredRecords.withField;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/** What partners see of an update. */
class ProjectionTransformTest {
  /** Everything that the contract lets out; lists and records by their dotted paths. */
  private static final Set<String> ALLOWED =
      Set.of(
          "update_id",
          "league",
          "game_id",
          "player_id",
          "market.name",
          "market.specifiers",
          "market.period",
          "outcomes.id",
          "outcomes.name",
          "settlement.results.outcome_id",
          "settlement.results.void_factor",
          "correction_of");

  private static RegistryFake registry;
  private static ProjectionTransform transform;

  @BeforeContainer
  static void start() {
    registry = RegistryFake.deployed();
    transform = MirroredRecords.transform(registry, Set.of());
  }

  @AfterContainer
  static void stop() {
    registry.close();
  }

  @Property(tries = 200)
  void nothingButTheNamedFieldsLeaves(@ForAll long seed) throws IOException {
    // Given an update whose every string and double is one of a kind
    Canaries canaries = new Canaries(seed);
    Schema schema = internalSchema();
    byte[] value = encode(registry.idOf(INTERNAL + "-value"), canaries.record(schema));

    // When it is projected
    byte[] shown = (byte[]) transform.apply(record(value)).value();

    // Then the named ones are there and no other is
    canaries
        .byPath()
        .forEach(
            (path, found) ->
                assertThat(found)
                    .as(path)
                    .allSatisfy(
                        canary ->
                            assertThat(Canaries.holds(shown, canary))
                                .as(path)
                                .isEqualTo(ALLOWED.contains(path))));
  }

  @Property(tries = 20)
  void aFieldThatTheInternalSchemaGainsStaysInside(@ForAll long seed) throws IOException {
    Schema newer = withField(internalSchema(), "margin_secret");
    int id = registry.register("newer-" + seed, newer);
    Canaries canaries = new Canaries(seed);

    byte[] shown = (byte[]) transform.apply(record(encode(id, canaries.record(newer)))).value();

    assertThat(canaries.byPath()).containsKey("margin_secret");
    assertThat(Canaries.holds(shown, canaries.byPath().get("margin_secret").get(0))).isFalse();
    assertThat(Canaries.holds(shown, canaries.byPath().get("update_id").get(0))).isTrue();
  }

  @Property(tries = 100)
  void keepsKeyPartitionTimestampAndAddress(@ForAll long seed, @ForAll byte[] key)
      throws IOException {
    SourceRecord given =
        record(
            encode(registry.idOf(INTERNAL + "-value"), new Canaries(seed).record(internalSchema())),
            key,
            new ConnectHeaders());

    SourceRecord shown = transform.apply(given);

    assertThat(shown.topic()).isEqualTo(PUBLIC);
    assertThat(shown.key()).isEqualTo(key);
    assertThat(shown.keySchema()).isEqualTo(given.keySchema());
    assertThat(shown.kafkaPartition()).isEqualTo(3);
    assertThat(shown.timestamp()).isEqualTo(1_795_000_000_123L);
    assertThat(shown.sourcePartition()).isEqualTo(given.sourcePartition());
    assertThat(shown.sourceOffset()).isEqualTo(given.sourceOffset());
  }

  @Property(tries = 100)
  void onlyAllowedHeadersLeave(@ForAll List<String> names) {
    ConnectHeaders headers = new ConnectHeaders();
    names.forEach(name -> headers.addBytes(name, bytes("secret")));
    for (String name :
        List.of("league", "model_version", "game_id", "received_at", "player_id", "traceparent")) {
      headers.addBytes(name, bytes(name + "-value"));
    }

    SourceRecord shown = transform.apply(record(update(1), bytes("key"), headers));

    for (Header header : shown.headers()) {
      assertThat(header.key()).isIn("league", "game_id", "player_id");
    }
    assertThat(shown.headers().lastWithName("league").value()).isEqualTo(bytes("league-value"));
    assertThat(shown.headers().lastWithName("player_id").value())
        .isEqualTo(bytes("player_id-value"));
  }

  @Example
  void encodesUnderTheIdOfThePublicSubject() throws UndecodableException {
    byte[] shown = (byte[]) transform.apply(record(update(7))).value();

    assertThat(WireFormat.schemaId(shown)).isEqualTo(registry.idOf(PUBLIC + "-value"));
    PublicOddsUpdate read =
        WireFormat.decode(shown, PublicOddsUpdate.getClassSchema(), PublicOddsUpdate.class);
    assertThat(read).isEqualTo(PublicProjection.project(Updates.total(7)));
    assertThat(read.getOutcomes().get(0).getAmerican()).isEqualTo(-112);
    assertThat(read.getOutcomes().get(0).getFractional()).isEqualTo("5/6");
  }

  @Example
  void translatesReasons() {
    Map<String, String> known =
        Map.ofEntries(
            Map.entry("review", "review"),
            Map.entry("injury", "injury"),
            Map.entry("score", "score"),
            Map.entry("card", "red_card"),
            Map.entry("penalty", "penalty"),
            Map.entry("interrupted", "interrupted"),
            Map.entry("trader", "trading"),
            Map.entry("feed_down", "feed"),
            Map.entry("reference_unavailable", "unavailable"),
            Map.entry("decided", "result"),
            Map.entry("settled", "result"),
            Map.entry("corrected", "result"),
            Map.entry("cancelled", "cancelled"));
    known.forEach((reason, shown) -> assertThat(reasonOf(reason)).as(reason).isEqualTo(shown));
    assertThat(reasonOf("priced")).isNull();
    assertThat(reasonOf("liability_limit")).isNull();
  }

  @Example
  void tombstonesPass() {
    SourceRecord shown = transform.apply(record(null));

    assertThat(shown).isNotNull();
    assertThat(shown.value()).isNull();
    assertThat(shown.key()).isEqualTo(bytes("key"));
  }

  @Example
  void heartbeatsAndCheckpointsPassUntouched() {
    for (String topic : List.of("core.heartbeats", "heartbeats", "core.checkpoints.internal")) {
      SourceRecord record = ofTopic(topic, bytes("no avro"));
      assertThat(transform.apply(record)).isSameAs(record);
    }
  }

  private static String reasonOf(String internal) {
    OddsUpdate update = Updates.total(1);
    update.setReason(internal);
    return PublicProjection.project(update).getReason();
  }

  private static byte[] update(long sequence) {
    return MirroredRecords.update(registry, sequence);
  }
}
