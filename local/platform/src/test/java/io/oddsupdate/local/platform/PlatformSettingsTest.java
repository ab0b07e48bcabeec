package io.oddsupdate.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformSettingsTest {
  private static final Path HOME = Path.of("/somewhere");

  @Test
  void hasDefaultsForEverything() {
    PlatformSettings settings = PlatformSettings.read(Map.of(), HOME);

    assertThat(settings.ports().board()).isEqualTo(8080);
    assertThat(settings.data()).isEqualTo(HOME.resolve("target/local"));
    assertThat(settings.endpoints().external()).isEmpty();
    assertThat(settings.keep()).isFalse();
    assertThat(settings.chaos()).isFalse();
  }

  @Test
  void turnsARateIntoTheSpeedOfTwelveGames() {
    PlatformSettings settings = PlatformSettings.read(Map.of("RATE", "200"), HOME);

    assertThat(settings.games()).isEqualTo(12);
    assertThat(settings.speed()).isBetween(200.0, 240.0);
    assertThatThrownBy(
            () -> PlatformSettings.read(Map.of("RATE", "200", "SPEED", "60", "GAMES", "2"), HOME))
        .hasMessageContaining("leave out SPEED");
  }

  @Test
  void treatsAnEmptyVariableAsNotSet() {
    assertThat(PlatformSettings.read(Map.of("CHAOS", "", "SPEED", " "), HOME).chaos()).isFalse();
  }

  @Test
  void namesEveryWrongVariableAtOnceAndWhatItTakes() {
    assertThatThrownBy(
            () ->
                PlatformSettings.read(
                    Map.of(
                        "SPEED",
                        "fast",
                        "BOARD_PORT",
                        "99999",
                        "CHAOS",
                        "yes",
                        "FEED",
                        "/no/file",
                        "FORMAT",
                        "opta"),
                    HOME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SPEED=fast: it takes a factor above 0")
        .hasMessageContaining("BOARD_PORT=99999: it takes a port between 1 and 65535")
        .hasMessageContaining("CHAOS=yes: it takes 0 or 1")
        .hasMessageContaining("FEED=/no/file: it takes a file that exists")
        .hasMessageContaining("FORMAT=opta");
  }

  @Test
  void startsNoServerThatAVariablePointsElsewhere() {
    Endpoints endpoints =
        PlatformSettings.read(Map.of("CLICKHOUSE_URL", "http://127.0.0.1:1"), HOME).endpoints();

    assertThat(endpoints.clickhouseUrl()).isEqualTo("http://127.0.0.1:1");
    assertThat(endpoints.starts("CLICKHOUSE_PORT")).isFalse();
    assertThat(endpoints.starts("REDIS_PORT")).isTrue();
  }

  @Test
  void namesATakenPortAndTheSettingThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Ports ports = PlatformSettings.read(Map.of("BOARD_PORT", port), HOME).ports();

      assertThat(ports.taken(List.of()))
          .anyMatch(line -> line.contains("port " + port) && line.contains("BOARD_PORT=<port>"));
      assertThat(ports.taken(List.of("BOARD_PORT")))
          .noneMatch(line -> line.contains("port " + port + " "));
    }
  }
}
