package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes events of games and reads what was decided and said about them. */
final class DecidedLog {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final KafkaBroker kafka;
  private final RawLog raw;

  DecidedLog(KafkaBroker kafka, RawLog raw) {
    this.kafka = kafka;
    this.raw = raw;
  }

  /** Plays on until a play is decided as is wanted. */
  Decision playUntil(SampleGame game, Predicate<Decision> wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Decision last = null;
    while (System.nanoTime() < deadline) {
      last = decided(game.play(ActionType.FOUL, 0, 0, 0));
      if (wanted.test(last)) {
        return last;
      }
    }
    throw new AssertionError("not decided as wanted, the last was " + last);
  }

  /** Writes one event and waits for its decision. */
  Decision decided(RawEvent event) throws Exception {
    raw.commit(List.of(event));
    List<Decision> found = new ArrayList<>();
    kafka.read(
        Topics.decisions("nba"),
        PATIENCE,
        records -> {
          records.stream()
              .map(record -> Written.decision(record.value()))
              .filter(decision -> event.getEventId().equals(decision.getEventId()))
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  /**
   * The decisions about a game in an epoch, once there are enough; what differs by epoch is not.
   */
  List<Decision> decisions(SampleGame game, long epoch, int enough) {
    List<Decision> decisions = new ArrayList<>();
    kafka.read(
        Topics.decisions("nba"),
        PATIENCE,
        records -> {
          decisions.clear();
          records.stream()
              .map(record -> Written.decision(record.value()))
              .filter(it -> it.getEpoch() == epoch && game.gameId().equals(it.getGameId()))
              .forEach(decisions::add);
          return decisions.size() >= enough;
        });
    decisions.forEach(
        decision -> {
          decision.setEpoch(0);
          decision.getWritten().forEach(written -> written.setEpoch(0));
        });
    return decisions;
  }

  /** A game's updates in an epoch, once there are enough; what differs by epoch is left out. */
  List<OddsUpdate> updates(String topic, SampleGame game, long epoch, int enough) {
    List<OddsUpdate> updates = new ArrayList<>();
    kafka.read(
        topic,
        PATIENCE,
        records -> {
          updates.clear();
          records.stream()
              .map(DecidedLog::update)
              .filter(it -> it.getEpoch() == epoch && it.getGameId().equals(game.gameId()))
              .forEach(updates::add);
          return updates.size() >= enough;
        });
    updates.forEach(
        update -> {
          update.setEpoch(0);
          update.setUpdateId("");
        });
    return updates;
  }

  private static OddsUpdate update(ConsumerRecord<byte[], byte[]> record) {
    OddsUpdate update = Written.update(record.value());
    byte[] header = record.headers().lastHeader(Headers.MODEL_VERSION).value();
    assertThat(new String(header, StandardCharsets.UTF_8)).isEqualTo(update.getModelVersion());
    return update;
  }
}
