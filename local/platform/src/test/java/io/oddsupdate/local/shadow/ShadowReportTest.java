package io.oddsupdate.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.local.proof.FakeRegistry;
import io.oddsupdate.local.proof.LocalServer;
import io.oddsupdate.local.proof.UpdateLog;
import io.oddsupdate.schemas.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The report of what the odds job wrote into a real Kafka, with a shadow beside. */
@Timeout(180)
class ShadowReportTest {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(90).toNanos();

  @TempDir static Path folder;
  private static LocalServer kafka;
  private static FakeRegistry registry;
  private static String bootstrap;

  @BeforeAll
  static void start() throws Exception {
    int port = LocalServer.freePort();
    bootstrap = "127.0.0.1:" + port;
    kafka = LocalServer.kafka("core", port, folder);
    Map<Integer, Schema> schemas = new HashMap<>();
    List<NewTopic> topics = new ArrayList<>();
    for (Topics.Topic topic : Topics.load().of("core")) {
      if (!schemas.containsValue(topic.schema())) {
        schemas.put(10 + schemas.size(), topic.schema());
      }
      topics.add(new NewTopic(topic.name(), 1, (short) 1));
    }
    registry = new FakeRegistry(schemas);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(topics).all().get();
    }
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  @Test
  void reportsTheFiguresOfBothVersionsFromWhatTheJobWrote() throws Exception {
    // Given a game that a version and its shadow priced from start to settlement
    ShadowedGame game = new ShadowedGame(bootstrap, registry.url());
    game.writeLog();
    List<OddsUpdate> live;
    List<OddsUpdate> shadow;
    try (AutoCloseable job = game.startJob()) {
      live = settled(Topics.internal("nba"));
      shadow = settled(Topics.shadow("nba"));
    }

    // When the report is asked for
    Answer answer = report("nba");

    // Then it has what the records of both topics say
    assertThat(answer.exit()).isZero();
    assertThat(answer.lines().get(0))
        .isEqualTo("version [%s], shadow [%s]".formatted(ShadowedGame.LIVE, ShadowedGame.SHADOW));
    Expected expected = Expected.ofWinner(live, shadow);
    assertThat(expected.moments()).as("of the game").isGreaterThan(3);
    String[] row = answer.row("winner");
    assertThat(Integer.parseInt(row[1])).isEqualTo(expected.moments());
    assertThat(Integer.parseInt(row[4])).as("all are scored").isEqualTo(expected.moments());
    assertThat(Double.parseDouble(row[2])).isCloseTo(expected.difference(), within(5e-5));
    assertThat(Double.parseDouble(row[2])).as("another spread").isGreaterThan(0.01);
    assertThat(Double.parseDouble(row[3])).isCloseTo(expected.most(), within(5e-5));
    assertThat(Double.parseDouble(row[5])).isCloseTo(expected.logLoss(0), within(5e-5));
    assertThat(Double.parseDouble(row[6])).isCloseTo(expected.logLoss(1), within(5e-5));
    assertThat(Double.parseDouble(row[7])).isCloseTo(expected.brier(0), within(5e-5));
    assertThat(Double.parseDouble(row[8])).isCloseTo(expected.brier(1), within(5e-5));
    assertThat(answer.row("total")[2]).as("the shadow differs in the margin alone").isNotEmpty();
  }

  @Test
  void saysHowToGetAShadowWhereALeagueHasNone() {
    Answer answer = report("nhl");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.lines().get(0)).contains("nhl has no shadow", "shadow_model_version");
  }

  /** All of a topic, once the winner of the game is settled there. */
  private static List<OddsUpdate> settled(String topic) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    List<OddsUpdate> updates = List.of();
    while (System.nanoTime() < deadline) {
      updates = UpdateLog.read(bootstrap, registry.url(), topic);
      if (updates.stream().anyMatch(it -> winner(it) && it.getStatus() == MarketStatus.SETTLED)) {
        return updates;
      }
    }
    throw new AssertionError(topic + " has no settled winner, only " + updates.size() + " updates");
  }

  private static boolean winner(OddsUpdate update) {
    return update.getMarket().getId() == 219;
  }

  private record Answer(int exit, List<String> lines) {
    String[] row(String market) {
      return lines.stream()
          .map(line -> line.split(" +"))
          .filter(row -> row[0].equals(market))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Answer report(String league) {
    StringWriter out = new StringWriter();
    int exit =
        new CommandLine(new ShadowCommand())
            .setOut(new PrintWriter(out))
            .execute(
                "report",
                "--league",
                league,
                "--core.bootstrap.servers",
                bootstrap,
                "--schema.registry.url",
                registry.url());
    return new Answer(exit, out.toString().lines().toList());
  }

  /** The figures of the winner, from the home team's chances: it won. */
  private record Expected(List<Double> live, List<Double> shadow) {
    static Expected ofWinner(List<OddsUpdate> live, List<OddsUpdate> shadow) {
      Map<String, Double> beside = open(shadow);
      List<Double> ours = new ArrayList<>();
      List<Double> others = new ArrayList<>();
      open(live)
          .forEach(
              (event, home) -> {
                if (beside.containsKey(event)) {
                  ours.add(home);
                  others.add(beside.get(event));
                }
              });
      return new Expected(ours, others);
    }

    private static Map<String, Double> open(List<OddsUpdate> updates) {
      Map<String, Double> home = new HashMap<>();
      for (OddsUpdate update : updates) {
        if (winner(update) && update.getStatus() == MarketStatus.ACTIVE) {
          home.put(update.getAsOfEventId(), update.getOutcomes().get(0).getProbability());
        }
      }
      return home;
    }

    int moments() {
      return live.size();
    }

    double difference() {
      double sum = 0;
      for (int i = 0; i < live.size(); i++) {
        sum += Math.abs(live.get(i) - shadow.get(i));
      }
      return sum / live.size();
    }

    double most() {
      double most = 0;
      for (int i = 0; i < live.size(); i++) {
        most = Math.max(most, Math.abs(live.get(i) - shadow.get(i)));
      }
      return most;
    }

    double logLoss(int version) {
      return of(version).stream().mapToDouble(home -> -Math.log(home)).average().orElseThrow();
    }

    double brier(int version) {
      return of(version).stream()
          .mapToDouble(home -> 2 * (1 - home) * (1 - home))
          .average()
          .orElseThrow();
    }

    private List<Double> of(int version) {
      return version == 0 ? live : shadow;
    }
  }
}
