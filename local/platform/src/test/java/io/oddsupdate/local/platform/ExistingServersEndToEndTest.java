package io.oddsupdate.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.local.cli.OddsCli;
import io.oddsupdate.local.proof.Hop;
import io.oddsupdate.local.proof.Reconciliation;
import io.oddsupdate.local.proof.Report;
import io.oddsupdate.local.proof.ReportTable;
import io.oddsupdate.local.proof.RunFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The platform on servers that somebody else runs, all seven of them: what it refuses, a run that
 * is killed, one that resumes it and is exact at every hop, and servers that are still there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExistingServersEndToEndTest {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final String CLOSED = "127.0.0.1:1";

  @TempDir static Path folder;
  private BackingServers servers;
  private Map<String, String> variables;
  private Process killed;

  @BeforeAll
  void startServersAsSomebodyElseWould() throws Exception {
    servers = BackingServers.start(folder);
    variables = new HashMap<>(servers.variables());
    List<String> settings =
        List.copyOf(PlatformSettings.read(Map.of(), HOME).ports().bySetting().keySet());
    int[] ports = BackingServers.freePorts(settings.size());
    for (int i = 0; i < ports.length; i++) {
      variables.put(settings.get(i), Integer.toString(ports[i]));
    }
    variables.put("DATA", folder.resolve("data").toString());
    variables.put("GAMES", "1");
    variables.put("SPEED", "400");
  }

  @AfterAll
  void stop() {
    if (killed != null) {
      killed.destroyForcibly();
    }
    if (servers != null) {
      servers.close();
    }
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource(
      delimiter = '|',
      value = {
        "CORE_BOOTSTRAP_SERVERS | 127.0.0.1:1 | no Kafka answers there",
        "SCHEMA_REGISTRY_URL | http://127.0.0.1:1 | no registry answers there",
        "POSTGRES_URL | jdbc:postgresql://127.0.0.1:1/odds | no Postgres answers there",
        "REDIS_URL | redis://127.0.0.1:1 | no Redis answers there",
        "S3_ENDPOINT | http://127.0.0.1:1 | no S3 server answers there",
        "CLICKHOUSE_URL | http://127.0.0.1:1 | no ClickHouse answers there",
        "POSTGRES_PASSWORD | wrong | Postgres refuses the login",
        "POSTGRES_USER | nobody | Postgres refuses the login",
        "REDIS_PASSWORD | wrong | refuses",
        "REDIS_PASSWORD | '' | refuses",
        "CLICKHOUSE_PASSWORD | wrong | ClickHouse refuses the login",
        "S3_SECRET_KEY | wrong | refuses them for bucket somebody-elses",
        "S3_BUCKET | missing | there is no such bucket",
      })
  void saysWhichVariableIsWrongAndWhatToDo(String variable, String value, String problem) {
    assertThatThrownBy(() -> prepare(Map.of(variable, value)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(problem)
        .hasMessageMatching("(?s).*: .*(start it|correct|create it).*");
  }

  @Test
  @Order(2)
  void namesEveryServerThatDoesNotAnswerAtOnce() {
    Map<String, String> nowhere =
        Map.of(
            "EDGE_BOOTSTRAP_SERVERS", CLOSED,
            "SCHEMA_REGISTRY_URL", "http://" + CLOSED,
            "REDIS_URL", "redis://" + CLOSED);

    assertThatThrownBy(() -> prepare(nowhere))
        .hasMessageContainingAll(nowhere.keySet().toArray(CharSequence[]::new));
    assertThat(folder.resolve("data")).as("nothing was begun").doesNotExist();
  }

  /** The whole platform as a user starts it, and its supervisor killed while events flow. */
  @Test
  @Order(3)
  void leavesNoProcessWhenThePlatformIsKilled() throws Exception {
    Path output = folder.resolve("run.log");
    killed = platform("run", output);
    Path ledger = folder.resolve("data/ledger.jsonl");
    await("events flow", output, () -> Files.exists(ledger) && Files.size(ledger) > 20_000);
    List<ProcessHandle> children = killed.descendants().toList();
    assertThat(Files.list(folder.resolve("data/logs")).map(log -> log.getFileName().toString()))
        .as("none of the servers was started")
        .containsExactlyInAnyOrder(
            "adapter.log", "odds-job.log", "analytics-job.log", "mirror.log");
    assertThat(children).hasSizeGreaterThanOrEqualTo(5);

    killed.destroyForcibly();

    for (ProcessHandle child : children) {
      child.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(servers.allAlive()).isTrue();
  }

  @Test
  @Order(4)
  void resumesTheKilledRunAndIsExactAtEveryHop() throws Exception {
    PlatformSettings settings = settings(Map.of("KEEP", "1", "SPEED", "600"));
    try (LocalPlatform platform = LocalPlatform.prepare(settings, variables)) {
      platform.start();
      assertThat(platform.servers()).isEmpty();
      try (Flow flow = new Flow(settings, platform, 1, true)) {
        Demo demo = new Demo(settings, platform);
        demo.feed(flow);
        demo.drain(flow);
        flow.quiet();
        platform.stopWorkers();

        Report report = Reconciliation.run(flow.proof(), RunFacts.UNKNOWN, Set.of());

        assertThat(report.ok()).as(ReportTable.of(report)).isTrue();
        assertThat(report.hops()).containsOnlyKeys(Hop.values());
        assertThat(report.hops().values()).allMatch(diff -> diff.records() > 0);
      }
    }
    assertThat(servers.allAlive()).isTrue();
  }

  @Test
  @Order(5)
  void refusesToMixARunWithTheRecordsOfAnother() throws Exception {
    assertThatThrownBy(() -> prepare(Map.of()))
        .hasMessageContaining("topic raw.events.nba holds records")
        .hasMessageContaining("topic odds.updates.public.nba holds records")
        .hasMessageContaining("topic mm2-offsets.")
        .hasMessageContaining("TRUNCATE odds_current")
        .hasMessageContaining("S3_BUCKET=somebody-elses: s3://somebody-elses/odds/ holds")
        .hasMessageContaining("TRUNCATE TABLE odds.odds_updates")
        .hasMessageEndingWith("or resume that run with KEEP=1.");
    assertThat(folder.resolve("data/ledger.jsonl")).as("still there to resume").exists();

    Path other = folder.resolve("other");
    assertThatThrownBy(() -> prepare(Map.of("DATA", other.toString(), "KEEP", "1")))
        .hasMessageContaining("topic raw.events.nba holds records")
        .hasMessageEndingWith("no run in DATA=" + other + " can resume them.");
  }

  @Test
  @Order(6)
  void resumesOnlyOnTheSameServers() {
    assertThatThrownBy(() -> prepare(Map.of("KEEP", "1", "S3_BUCKET", "second")))
        .hasMessageContaining("S3_BUCKET was somebody-elses, now it is second");
    assertThatThrownBy(() -> prepare(Map.of("KEEP", "1", "REDIS_URL", "")))
        .hasMessageContaining("REDIS_URL was redis://127.0.0.1:")
        .hasMessageContaining("now it is local");
  }

  @Test
  @Order(7)
  void writesNoSecretOfAnExistingServerToAFile() throws Exception {
    String secret = variables.get("POSTGRES_PASSWORD");
    List<Path> telling = new ArrayList<>();
    try (var files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(secret)) {
          telling.add(file);
        }
      }
    }
    assertThat(telling).isEmpty();
  }

  private PlatformSettings settings(Map<String, String> changed) {
    return PlatformSettings.read(with(changed), HOME);
  }

  private Map<String, String> with(Map<String, String> changed) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(changed);
    return all;
  }

  private void prepare(Map<String, String> changed) throws IOException, InterruptedException {
    LocalPlatform.prepare(settings(changed), with(changed)).close();
  }

  private Process platform(String command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dodds.home=" + HOME,
            "-Dodds.log=" + folder.resolve("platform.log"),
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            OddsCli.class.getName(),
            command);
    builder.environment().putAll(variables);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private void await(String what, Path output, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (!condition.call()) {
      assertThat(killed.isAlive()).as(() -> what + ": " + said(output)).isTrue();
      assertThat(System.nanoTime()).as(() -> what + ": " + said(output)).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static String said(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
