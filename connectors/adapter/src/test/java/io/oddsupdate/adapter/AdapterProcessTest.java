package io.oddsupdate.adapter;

import static io.oddsupdate.adapter.servers.TestPlatform.GAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.adapter.servers.Await;
import io.oddsupdate.adapter.servers.LiveList;
import io.oddsupdate.adapter.servers.RunningAdapter;
import io.oddsupdate.adapter.servers.TestPlatform;
import io.oddsupdate.adapter.servers.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter as a process of its own: how it starts, stops, is killed, and loses its feed. */
class AdapterProcessTest {
  private static final Pattern PORT = Pattern.compile("event=adapter_started .* port=(\\d+)");

  @TempDir private Path folder;

  private Process start(Map<String, String> settings, Path log) throws IOException {
    Path config = folder.resolve("adapter.properties");
    Files.write(
        config, settings.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlog4j2.configurationFile=classpath:log4j2.xml",
            "-cp",
            System.getProperty("java.class.path"),
            Adapter.class.getName(),
            "--config",
            config.toString());
    builder.environment().put("WEBHOOK_SECRET_NBA_LIVEDATA", Vendor.SECRET);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return builder.start();
  }

  private static Vendor ready(Path log) {
    Await.until("port in the log", () -> PORT.matcher(text(log)).find());
    Matcher port = PORT.matcher(text(log));
    assertThat(port.find()).isTrue();
    Vendor vendor = new Vendor(Integer.parseInt(port.group(1)));
    Await.until("ready", () -> vendor.get("/health/ready").status() == 200);
    return vendor;
  }

  private static String text(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void survivesAKillAndStopsWhenToldTo() throws Exception {
    TestPlatform platform = TestPlatform.fresh();
    byte[] body = new LiveList(GAME, 10).start().basket(7, 5, 2, 0).bytes();
    Process killed = start(platform.settings(), folder.resolve("killed.log"));
    Vendor.Reply first;
    try {
      first = ready(folder.resolve("killed.log")).push("msg_killed", body);
    } finally {
      killed.destroyForcibly().waitFor();
    }
    Path log = folder.resolve("next.log");
    Process next = start(platform.settings(), log);
    try {
      Vendor.Reply retried = ready(log).push("msg_killed", body);

      assertThat(retried.status()).isEqualTo(202);
      assertThat(retried.body()).isEqualTo(first.body());
      assertThat(platform.log()).hasSize(2);

      next.destroy();
      assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
      List<String> lines = text(log).lines().toList();
      assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
      assertThat(lines.get(lines.size() - 1)).contains("event=adapter_stopped");
      assertThat(text(log)).doesNotContain(Vendor.SECRET.substring(6));
    } finally {
      next.destroyForcibly();
    }
  }

  @Test
  void endsWithAnErrorWhenAnotherProcessTakesTheFeed() throws Exception {
    TestPlatform platform = TestPlatform.fresh();
    Path log = folder.resolve("old.log");
    Process old = start(platform.settings(), log);
    try {
      Vendor vendor = ready(log);
      try (RunningAdapter twin = RunningAdapter.ready(platform.settings())) {
        assertThat(vendor.push(new LiveList(GAME, 10).start()).status()).isEqualTo(503);
        assertThat(old.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(old.exitValue()).isEqualTo(Adapter.EXIT_FEED_LOST);
        assertThat(twin.service().ready()).isTrue();
      }
    } finally {
      old.destroyForcibly();
    }
  }

  @Test
  void refusesAWrongConfigurationInOneLine() throws Exception {
    Path log = folder.resolve("wrong.log");
    Process wrong = start(Map.of("adapter.htpp.port", "1"), log);

    assertThat(wrong.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(wrong.exitValue()).isEqualTo(Adapter.EXIT_CONFIGURATION);
    assertThat(text(log))
        .contains("unknown key adapter.htpp.port: did you mean adapter.http.port?");
  }
}
