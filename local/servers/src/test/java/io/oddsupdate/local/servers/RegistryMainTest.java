package io.oddsupdate.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oddsupdate.schemas.IncompatibleSchemaException;
import io.oddsupdate.schemas.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryMainTest {
  private static final String SUBJECT = "odds.updates.public.nba-value";

  @TempDir Path folder;
  private final int port;

  RegistryMainTest() throws IOException {
    port = ServerProcess.freePort();
  }

  @Test
  void keepsIdsThroughAKillAndRefusesAnIncompatibleSchema() throws Exception {
    Schema first = SchemaBuilder.record("Update").fields().requiredInt("price").endRecord();
    Schema other = SchemaBuilder.record("Update").fields().requiredString("text").endRecord();
    ServerUnderTest server = begin();
    int id = registry().register(SUBJECT, first);
    registry().setCompatibility(SUBJECT, "FULL_TRANSITIVE");

    server.kill();

    try (ServerUnderTest again = begin()) {
      assertThat(registry().byId(id)).contains(first);
      assertThat(registry().byId(id + 1000)).as("its own word that there is none").isEmpty();
      assertThat(registry().register(SUBJECT, first)).isEqualTo(id);
      assertThatThrownBy(() -> registry().register(SUBJECT, other))
          .isInstanceOf(IncompatibleSchemaException.class);
      assertThat(again.output()).doesNotContain("ERROR");
    }
  }

  private SchemaRegistry registry() {
    return new SchemaRegistry("http://127.0.0.1:" + port + "/apis/ccompat/v7");
  }

  private ServerUnderTest begin() throws Exception {
    return ServerUnderTest.startOn(
            "target/classes:" + runner(),
            RegistryMain.class,
            folder,
            Map.of(),
            "--port",
            Integer.toString(port),
            "--data",
            folder.resolve("data").toString())
        .ready();
  }

  private static Path runner() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/registry"))) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
