package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final List<String> KEYS = List.of("port", "data", "cluster");

  @Test
  void namesWhatIsNotUnderstoodAndWhatWouldBe() {
    assertThatThrownBy(() -> Arguments.parse(new String[] {"--prot", "1"}, KEYS))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--prot")
        .hasMessageContaining("--port");
    assertThatThrownBy(() -> Arguments.parse(new String[] {"--port"}, KEYS))
        .hasMessage("--port needs a value");
  }

  @Test
  void refusesAPortThatIsNone() {
    Arguments arguments = Arguments.parse(new String[] {"--port", "70000"}, KEYS);

    assertThatThrownBy(() -> arguments.port("port"))
        .hasMessage("--port must be a port between 1 and 65535, got 70000");
    assertThatThrownBy(() -> arguments.text("data")).hasMessage("--data is missing");
  }

  @Test
  void readsAClusterAndNamesItsSetting() {
    KafkaCluster cluster = KafkaCluster.parse("edge:29092:/tmp/a:b");

    assertThat(cluster).isEqualTo(new KafkaCluster("edge", 29_092, Path.of("/tmp/a:b")));
    assertThat(cluster.setting()).isEqualTo("EDGE_PORT");
    assertThatThrownBy(() -> KafkaCluster.parse("edge:29092"))
        .hasMessageContaining("name:port:folder");
  }

  @Test
  void putsTheCacheWhereTheUserKeepsCaches() {
    Path home = Path.of("/home/u");

    assertThat(MachineCache.of(Map.of(), home).root())
        .isEqualTo(Path.of("/home/u/.cache/odds-update"));
    assertThat(MachineCache.of(Map.of("XDG_CACHE_HOME", "/c"), home).root())
        .isEqualTo(Path.of("/c/odds-update"));
    assertThat(MachineCache.of(Map.of("XDG_CACHE_HOME", "relative"), home).root())
        .isEqualTo(Path.of("/home/u/.cache/odds-update"));
  }
}
