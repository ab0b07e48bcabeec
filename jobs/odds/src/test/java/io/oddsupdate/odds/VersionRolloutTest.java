package io.oddsupdate.odds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.odds.enrich.ServerLookups;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A row in Postgres turns a league to another version while the job runs. */
@Timeout(120)
class VersionRolloutTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OLD = "nba-trial.1";
  private static final String NEW = "nba-trial.2";

  @TempDir private Path folder;

  @Test
  void aNewGameTakesTheNewDefaultAndARunningOneStaysPinned() throws Exception {
    SampleGame running = new SampleGame("nba-20261121-aaa-hhh");
    SampleGame next = new SampleGame("nba-20261122-aaa-hhh");
    try (Servers servers = new Servers();
        KafkaBroker kafka = new KafkaBroker(folder);
        RegistryServer registry = new RegistryServer();
        RawLog raw = new RawLog(kafka, registry)) {
      installVersions(servers);
      schedule(servers, running);
      try (KafkaJob job =
          new KafkaJob(
              kafka, registry, ServerLookups.factory(servers.enrich()), Optional.empty())) {
        // Given a game that the old version prices
        assertThat(playUntil(kafka, raw, running, 1L)).isEqualTo(OLD);

        // When the league turns to a new version, and both games' references are published
        execute(servers, "UPDATE league_settings SET model_version = ? WHERE league = 'nba'", NEW);
        schedule(servers, next);
        execute(servers, "SELECT publish_game_reference(?)", running.gameId());

        // Then the next game has the new one, and the running game the old one for good
        assertThat(playUntil(kafka, raw, next, 1L)).isEqualTo(NEW);
        assertThat(playUntil(kafka, raw, running, 2L))
            .as("its reference carries the new version by now")
            .isEqualTo(OLD);
        assertThat(versions(kafka, next)).containsOnly(NEW);
        assertThat(versions(kafka, running)).containsOnly(OLD);
      }
    }
  }

  /** Two versions, of which the league has the old one. */
  private static void installVersions(Servers servers) throws Exception {
    JsonNode document = JSON.readTree(SampleGame.DOCUMENT.formatted("any"));
    ObjectNode newer = document.path("model").path("constants").deepCopy();
    newer.put("margin_sd", 20);
    ObjectNode markets = document.path("config").deepCopy();
    markets.remove("config_version");
    String insert =
        "INSERT INTO model_versions VALUES (?, 'nba', 'nba-normal-margin', ?::jsonb, 'made up')";
    execute(servers, insert, OLD, document.path("model").path("constants").toString());
    execute(servers, insert, NEW, newer.toString());
    execute(
        servers,
        "INSERT INTO market_configs VALUES ('nba-markets-trial', 'nba', ?::jsonb)",
        markets.toString());
    execute(servers, "INSERT INTO league_settings VALUES ('nba', ?, 'nba-markets-trial')", OLD);
    execute(servers, "INSERT INTO teams VALUES ('nba-h', 'nba', 'HHH', ?)", "Harbour Home");
    execute(servers, "INSERT INTO teams VALUES ('nba-a', 'nba', 'AAA', ?)", "Alpine Away");
  }

  private static void schedule(Servers servers, SampleGame game) throws SQLException {
    execute(
        servers,
        "INSERT INTO games VALUES (?, 'nba', '2026-11-21T00:00:00Z', 'nba-h', 'nba-a', -4.5,"
            + " 221.5, 'MARKET')",
        game.gameId());
    execute(servers, "SELECT publish_game_reference(?)", game.gameId());
  }

  private static void execute(Servers servers, String sql, String... values) throws SQLException {
    try (Connection connection = servers.connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  /** Plays on until a reference is used; what prices the game then. */
  private static String playUntil(KafkaBroker kafka, RawLog raw, SampleGame game, long reference)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      RawEvent action = game.play(ActionType.FOUL, 0, 0, 0);
      raw.commit(List.of(action));
      Decision decision = decision(kafka, it -> action.getEventId().equals(it.getEventId()));
      if (decision.getReferenceVersion() != null && decision.getReferenceVersion() == reference) {
        return decision.getModelVersion();
      }
    }
    throw new AssertionError("version %d of the reference is not used".formatted(reference));
  }

  private static Decision decision(KafkaBroker kafka, Predicate<Decision> wanted) {
    List<Decision> found = new ArrayList<>();
    kafka.read(
        Topics.decisions("nba"),
        PATIENCE,
        records -> {
          records.stream()
              .map(record -> Written.decision(record.value()))
              .filter(wanted)
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.get(0);
  }

  /** Of a game's updates: in the value and in the header alike. */
  private static List<String> versions(KafkaBroker kafka, SampleGame game) {
    List<String> versions = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        kafka.read(Topics.internal("nba"), PATIENCE, records -> !records.isEmpty())) {
      OddsUpdate update = Written.update(record.value());
      if (update.getGameId().equals(game.gameId())) {
        versions.add(update.getModelVersion());
        byte[] header = record.headers().lastHeader(Headers.MODEL_VERSION).value();
        versions.add(new String(header, StandardCharsets.UTF_8));
      }
    }
    return versions;
  }
}
