package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.decision.Fate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each release's state is restored by this one, and goes on. */
@Timeout(120)
class SavepointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = "0.1.0")
  void goesOnFromTheStateOfARelease(String release) throws Exception {
    Path savepoint =
        Path.of(SavepointTest.class.getResource("/savepoints/" + release + "/_metadata").toURI())
            .getParent();
    try (KafkaBroker kafka = new KafkaBroker(folder);
        RegistryServer registry = new RegistryServer();
        RawLog raw = new RawLog(kafka, registry)) {
      raw.commit(SavepointFixture.events());

      try (KafkaJob job =
          new KafkaJob(
              kafka, registry, metrics -> FixedLookups.ARE_DOWN.open(), Optional.of(savepoint))) {
        for (SampleGame game : List.of(SavepointFixture.ONE, SavepointFixture.TWO)) {
          SampleGame again = new SampleGame(game.gameId());
          RawEvent known = again.events(SavepointFixture.EVENTS_OF_EACH).get(1);
          raw.commit(List.of(known, again.play(ActionType.SCORE, 6, 4, 2)));
        }

        List<Decision> decisions =
            kafka.read(Topics.decisions("nba"), PATIENCE, records -> records.size() >= 4).stream()
                .map(record -> Written.decision(record.value()))
                .toList();
        assertThat(decisions)
            .as("nothing from before the savepoint is decided again")
            .hasSize(4)
            .extracting(Decision::getFate)
            .containsExactlyInAnyOrder(Fate.DUPLICATE, Fate.PRICED, Fate.DUPLICATE, Fate.PRICED);
        assertThat(decisions)
            .filteredOn(decision -> decision.getFate() == Fate.PRICED)
            .as("priced with what the state remembers")
            .allSatisfy(decision -> assertThat(decision.getReferenceVersion()).isEqualTo(3));
        assertThat(kafka.read(Topics.internal("nba"), PATIENCE, records -> records.size() >= 2))
            .extracting(record -> Written.update(record.value()))
            .extracting(OddsUpdate::getSequence)
            .as("sequences go on")
            .allSatisfy(sequence -> assertThat(sequence).isGreaterThan(1));
        assertThat(kafka.read(Topics.shadow("nba"), PATIENCE, records -> records.size() >= 2))
            .extracting(record -> Written.update(record.value()))
            .as("and those of the shadow")
            .allSatisfy(
                update -> {
                  assertThat(update.getSequence()).isGreaterThan(1);
                  assertThat(update.getModelVersion()).isEqualTo("nba-2026.9");
                });
      }
    }
  }
}
