package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Fate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The registry goes away under a running job, while an adapter begins to write a newer schema. */
@Timeout(120)
class RegistryLossTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @Test
  void aSchemaThatTheJobHasNotMetWaitsAndNothingIsBuried() throws Exception {
    SampleGame game = new SampleGame("nba-20261121-aaa-hhh");
    try (KafkaBroker kafka = new KafkaBroker(folder);
        RegistryServer registry = new RegistryServer();
        RawLog raw = new RawLog(kafka, registry);
        KafkaJob job =
            new KafkaJob(kafka, registry, metrics -> FixedLookups.KNOW.open(), Optional.empty())) {
      // Given a job at work that loses the registry, but knows the schema of what follows
      List<RawEvent> events = new ArrayList<>(game.events(4));
      raw.commit(events);
      decisions(kafka, 4);
      registry.breakDown();
      events.add(play(game));
      raw.commit(events.subList(4, 5));
      decisions(kafka, 5);
      assertThat(registry.refusals()).isZero();

      // When an event of a newer writer comes, and one that follows it
      Schema newer = withField(rawSchema());
      events.add(play(game));
      raw.commit(game.gameId(), encode(registry.register(newer), newer, events.get(5)));
      events.add(play(game));
      raw.commit(events.subList(6, 7));
      awaitRefusals(registry, 3);
      // Both ways of being away: an answer that is none, and a closed port.
      registry.stop();
      assertThat(decisions(kafka, 5)).as("nothing overtakes what waits").hasSize(5);
      registry.repair();
      registry.start();

      // Then all of it is priced, in order, and the dead letters hold only what is no event
      raw.commit(game.gameId(), "no avro at all".getBytes(StandardCharsets.UTF_8));
      List<Decision> decisions = decisions(kafka, 8);
      assertThat(decisions)
          .filteredOn(decision -> decision.getFate() == Fate.PRICED)
          .extracting(Decision::getEventId)
          .containsExactlyElementsOf(events.stream().map(RawEvent::getEventId).toList());
      assertThat(decisions)
          .filteredOn(decision -> decision.getFate() != Fate.PRICED)
          .extracting(Decision::getFate)
          .containsExactly(Fate.DEAD_LETTER);
      assertThat(kafka.read(Topics.DEAD_LETTERS_ODDS, PATIENCE, letters -> !letters.isEmpty()))
          .extracting(record -> Written.deadLetter(record.value()))
          .extracting(DeadLetter::getReason)
          .containsExactly("undecodable");
    }
  }

  private static RawEvent play(SampleGame game) {
    return game.play(ActionType.FOUL, 4, 2, 0);
  }

  private static List<Decision> decisions(KafkaBroker kafka, int count) {
    return kafka
        .read(Topics.decisions("nba"), PATIENCE, records -> records.size() >= count)
        .stream()
        .map(record -> Written.decision(record.value()))
        .toList();
  }

  private static void awaitRefusals(RegistryServer registry, int count)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (registry.refusals() < count) {
      assertThat(System.nanoTime()).as("the job never asked").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static Schema rawSchema() {
    return Topics.load().all().stream()
        .filter(topic -> topic.name().equals(Topics.raw("nba")))
        .findFirst()
        .orElseThrow()
        .schema();
  }

  /** The next version: with a field more, in the middle, which the job does not know. */
  private static Schema withField(Schema schema) {
    List<Schema.Field> fields = new ArrayList<>();
    schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(1, new Schema.Field("venue", Schema.create(Schema.Type.STRING), null, "neutral"));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static byte[] encode(int id, Schema schema, RawEvent event) throws IOException {
    byte[] ours = WireFormat.encode(id, event);
    GenericRecord theirs =
        new GenericDatumReader<GenericRecord>(rawSchema(), schema)
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(
                        ours,
                        WireFormat.HEADER_BYTES,
                        ours.length - WireFormat.HEADER_BYTES,
                        null));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(WireFormat.HEADER_BYTES).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(theirs, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
