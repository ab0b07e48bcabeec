package io.oddsupdate.odds;

import static io.oddsupdate.odds.TrialLeague.NEW;
import static io.oddsupdate.odds.TrialLeague.NEW_MARKETS;
import static io.oddsupdate.odds.TrialLeague.OLD;
import static io.oddsupdate.odds.TrialLeague.OLD_MARKETS;
import static io.oddsupdate.odds.TrialLeague.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.odds.enrich.ServerLookups;
import io.oddsupdate.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows in Postgres turn a league to other versions while the job runs, and a replay sees them. */
@Timeout(180)
class VersionRolloutTest {
  /** Its document is the first to be published where several are. */
  private final SampleGame next = new SampleGame("nba-20261121-aaa-hhh");

  private final SampleGame running = new SampleGame("nba-20261122-aaa-hhh");

  @TempDir private Path folder;

  @Test
  void aGameStaysWithTheVersionOfItsFirstEventAndAReplayPricesWithTheVersionsOfTheTime()
      throws Exception {
    try (Servers servers = new Servers();
        KafkaBroker kafka = new KafkaBroker(folder);
        RegistryServer registry = new RegistryServer();
        RawLog raw = new RawLog(kafka, registry)) {
      TrialLeague league = new TrialLeague(servers);
      league.turnTo(OLD, OLD_MARKETS, NEW);
      league.schedule(next);
      league.schedule(running);
      DecidedLog log = new DecidedLog(kafka, raw);
      try (KafkaJob job = job(kafka, registry, servers, 1)) {
        playThroughTheTurns(league, log);
      }
      // Whatever a replay could take for the version of these games has changed since.
      league.turnTo(OWN, OLD_MARKETS, null);

      // When a job without any state reads the log from its beginning
      try (KafkaJob job = job(kafka, registry, servers, 2)) {
        for (SampleGame game : List.of(running, next)) {
          assertReplayedAlike(log, game);
        }
      }
    }
  }

  /** Live: one game begins before the league turns, one after it, and the first is pinned anew. */
  private void playThroughTheTurns(TrialLeague league, DecidedLog log) throws Exception {
    // Given a game that the old version prices
    assertThat(log.decided(running.play(ActionType.PERIOD_START, 0, 0, 0)).getModelVersion())
        .isEqualTo(OLD);
    log.decided(running.play(ActionType.SCORE, 2, 0, 2));

    // When the league turns, which publishes what the games to come are priced with
    league.turnTo(NEW, NEW_MARKETS, OLD);
    Decision turned = log.playUntil(running, it -> it.getReferenceVersion() == 2);

    // Then the next game has the new one, and the running game the old one
    assertThat(turned.getModelVersion()).isEqualTo(OLD);
    assertThat(log.decided(next.play(ActionType.PERIOD_START, 0, 0, 0)).getModelVersion())
        .isEqualTo(NEW);
    log.decided(next.play(ActionType.SCORE, 0, 3, 3));

    // Until a person pins another, whose constants no document carries when the order comes
    assertThat(log.decided(running.command(CommandType.PIN_MODEL, OWN)).getModelVersion())
        .isEqualTo(OLD);
    league.pin(running, OWN);
    Decision pinned = log.playUntil(running, it -> it.getModelVersion().equals(OWN));
    assertThat(pinned.getReferenceVersion()).isEqualTo(3);
    log.decided(running.play(ActionType.SCORE, 4, 0, 2));
  }

  private static void assertReplayedAlike(DecidedLog log, SampleGame game) {
    List<Decision> first = log.decisions(game, 1, 1);
    List<Decision> replayed = log.decisions(game, 2, first.size());
    assertThat(replayed).isEqualTo(first);
    int written = first.stream().mapToInt(decision -> decision.getWritten().size()).sum();
    assertThat(log.updates(Topics.internal("nba"), game, 2, written))
        .isNotEmpty()
        .isEqualTo(log.updates(Topics.internal("nba"), game, 1, written))
        .extracting(OddsUpdate::getConfigVersion)
        .containsOnly(game.gameId().contains("1121") ? NEW_MARKETS : OLD_MARKETS);
    List<OddsUpdate> shadows = log.updates(Topics.shadow("nba"), game, 1, 1);
    assertThat(log.updates(Topics.shadow("nba"), game, 2, shadows.size())).isEqualTo(shadows);
  }

  private static KafkaJob job(
      KafkaBroker kafka, RegistryServer registry, Servers servers, long epoch) throws Exception {
    return new KafkaJob(
        kafka, registry, ServerLookups.factory(servers.enrich()), Optional.empty(), epoch);
  }
}
