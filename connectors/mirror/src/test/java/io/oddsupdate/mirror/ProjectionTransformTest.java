package io.oddsupdate.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

class ProjectionTransformTest {
  private static final String INTERNAL = Topics.internal("nba");
  private static final String PUBLIC = Topics.publicUpdates("nba");

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
  private static Set<RecordAddress> skips;

  @BeforeContainer
  static void start() {
    registry = RegistryFake.deployed();
    skips = new HashSet<>();
    transform = transform();
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
        Map.of(
            "review", "review",
            "injury", "injury",
            "trader", "trading",
            "feed_down", "feed",
            "reference_unavailable", "unavailable",
            "decided", "result",
            "settled", "result",
            "corrected", "result");
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

  @Example
  void refusesATopicThatMustNotCross() {
    for (String topic : List.of("core.odds.decisions.nba", "dead-letters.odds", INTERNAL)) {
      assertThatThrownBy(() -> transform.apply(ofTopic(topic, update(1))))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining(topic)
          .hasMessageContaining("replication.policy.class");
    }
  }

  @Example
  void failsOnAnUnknownSchemaId() {
    byte[] value = update(1);
    ByteBuffer.wrap(value).putInt(1, 4711);

    assertThatThrownBy(() -> transform.apply(record(value)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("no schema 4711")
        .hasMessageContaining("bin/odds mirror skip --topic " + INTERNAL)
        .hasMessageContaining("--partition 3 --offset 42");
  }

  @Property(tries = 200)
  void failsOnBytesThatAreNoUpdate(@ForAll byte[] noise) {
    byte[] value = ByteBuffer.allocate(noise.length + 1).put((byte) 1).put(noise).array();

    assertThatThrownBy(() -> transform.apply(record(value))).isInstanceOf(ConnectException.class);
  }

  @Example
  void failsOnATruncatedUpdate() {
    byte[] whole = update(1);

    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> transform.apply(record(part))).isInstanceOf(ConnectException.class);
    }
  }

  @Example
  void failsOnAWriterSchemaThatDoesNotResolve() throws IOException {
    Schema stranger =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"OddsUpdate\",\"namespace\":"
                    + "\"io.oddsupdate.avro.internal\",\"fields\":[{\"name\":\"update_id\",\"type\":\"string\"}]}");
    int id = registry.register("stranger", stranger);
    byte[] value = encode(id, new Canaries(1).record(stranger));

    assertThatThrownBy(() -> transform.apply(record(value)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("cannot be shown");
  }

  @Example
  void failsWithoutAPublicSchemaWhateverIsSkipped() {
    // Given a registry that lost the public subject, and a skip of this very record
    try (RegistryFake incomplete = RegistryFake.deployed()) {
      incomplete.forget(PUBLIC + "-value");
      ProjectionTransform strict =
          transform(incomplete, Set.of(new RecordAddress(INTERNAL, 3, 42)));

      // Then the record is not to blame and is not dropped
      assertThatThrownBy(() -> strict.apply(record(update(1))))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("bin/odds schemas push");
    }
  }

  @Example
  void passesOnlyTheSkippedRecordAndOnlyIfItCannotBeShown() {
    ProjectionTransform skipping = transform(registry, Set.of(new RecordAddress(INTERNAL, 3, 42)));

    assertThat(skipping.apply(record(bytes("poison")))).isNull();
    assertThat(skipping.apply(record(update(1)))).isNotNull();
    assertThatThrownBy(() -> skipping.apply(at(43, bytes("poison"))))
        .isInstanceOf(ConnectException.class);
  }

  @Example
  void waitsForTheRegistryAndThenPasses()
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    try (RegistryFake down = RegistryFake.deployed()) {
      // Given a registry that answers nothing
      down.silent(true);
      ProjectionTransform patient = transform(down, Set.of());
      byte[] value = encode(down.idOf(INTERNAL + "-value"), Updates.total(5));
      CompletableFuture<SourceRecord> shown =
          CompletableFuture.supplyAsync(() -> patient.apply(record(value)));
      await(() -> down.questions() >= 3);
      assertThat(shown).isNotDone();
      assertThat(ProjectionMetrics.waiting()).isEqualTo(1);

      // When it comes back
      down.silent(false);

      // Then the record crosses
      assertThat(shown.get(20, TimeUnit.SECONDS).value()).isInstanceOf(byte[].class);
      assertThat(ProjectionMetrics.waiting()).isZero();
    }
  }

  @Example
  void anInterruptEndsTheWait() throws InterruptedException {
    try (RegistryFake down = RegistryFake.deployed()) {
      down.silent(true);
      ProjectionTransform patient = transform(down, Set.of());
      byte[] value = encode(down.idOf(INTERNAL + "-value"), Updates.total(5));
      CompletableFuture<Throwable> outcome = new CompletableFuture<>();
      Thread task =
          new Thread(
              () -> {
                try {
                  patient.apply(record(value));
                  outcome.complete(null);
                } catch (ConnectException e) {
                  outcome.complete(e);
                }
              });
      task.start();
      await(() -> down.questions() >= 2);

      task.interrupt();

      task.join(10_000);
      assertThat(outcome).isCompletedWithValueMatching(e -> e instanceof ConnectException);
    }
  }

  private static String reasonOf(String internal) {
    OddsUpdate update = Updates.total(1);
    update.setReason(internal);
    return PublicProjection.project(update).getReason();
  }

  private static ProjectionTransform transform() {
    return transform(registry, skips);
  }

  private static ProjectionTransform transform(RegistryFake fake, Set<RecordAddress> skipped) {
    SchemaRegistry client = new SchemaRegistry(fake.url());
    Patience patience = new Patience(new ProjectionMetrics(new SimpleMeterRegistry()));
    return new ProjectionTransform(new PublicSchemas(client, client, patience), skipped::contains);
  }

  private static byte[] update(long sequence) {
    return encode(registry.idOf(INTERNAL + "-value"), Updates.total(sequence));
  }

  private static byte[] encode(int id, OddsUpdate update) {
    return WireFormat.encode(id, update);
  }

  private static byte[] encode(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static Schema internalSchema() {
    return Topics.load().all().stream()
        .filter(topic -> topic.name().equals(INTERNAL))
        .findFirst()
        .orElseThrow()
        .schema();
  }

  private static Schema withField(Schema schema, String name) {
    List<Schema.Field> fields =
        new java.util.ArrayList<>(
            schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    fields.add(1, new Schema.Field(name, Schema.create(Schema.Type.STRING), null, "none"));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static SourceRecord record(byte[] value) {
    return at(42, value);
  }

  private static SourceRecord at(long offset, byte[] value) {
    return build(PUBLIC, offset, value, bytes("key"), new ConnectHeaders());
  }

  private static SourceRecord record(byte[] value, byte[] key, ConnectHeaders headers) {
    return build(PUBLIC, 42, value, key, headers);
  }

  private static SourceRecord ofTopic(String topic, byte[] value) {
    return build(topic, 42, value, bytes("key"), new ConnectHeaders());
  }

  private static SourceRecord build(
      String topic, long offset, byte[] value, byte[] key, ConnectHeaders headers) {
    return new SourceRecord(
        Map.of("cluster", "core", "topic", INTERNAL, "partition", 3),
        Map.of("offset", offset),
        topic,
        3,
        org.apache.kafka.connect.data.Schema.OPTIONAL_BYTES_SCHEMA,
        key,
        org.apache.kafka.connect.data.Schema.BYTES_SCHEMA,
        value,
        1_795_000_000_123L,
        headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
