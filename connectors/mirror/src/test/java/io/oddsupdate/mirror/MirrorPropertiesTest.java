package io.oddsupdate.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorPropertiesTest {
  @TempDir Path folder;

  @Test
  void theTemplateIsAccepted() throws IOException {
    MirrorProperties properties = template();

    assertThat(properties.metricsPort()).isEqualTo(18293);
    assertThat(properties.metricsHost()).isEqualTo("127.0.0.1");
    assertThat(properties.all())
        .containsEntry("core->edge.topics", "odds\\.updates\\.internal\\..*");
    assertThat(properties.all().values()).noneMatch(value -> value.contains("@"));
  }

  @Test
  void mirrorMakerGetsTheProjectionAndNoneOfOurKeys() throws IOException {
    Map<String, String> keys = template().forMirrorMaker();

    assertThat(keys.keySet()).noneMatch(key -> key.startsWith("mirror."));
    assertThat(keys)
        .containsEntry("core->edge.transforms", "publicProjection")
        .containsEntry(
            "core->edge.transforms.publicProjection.type", ProjectionTransform.class.getName())
        .containsEntry(
            "core->edge.transforms.publicProjection.schema.registry.url", "http://r:8081/v7")
        .containsEntry(
            "core->edge.transforms.publicProjection.core.bootstrap.servers", "core:9092");
  }

  @Test
  void theDeadLettersAreReadWithCoresCredentials() throws IOException {
    Map<String, String> all = new HashMap<>(template().all());
    all.put("core.security.protocol", "SASL_SSL");
    all.put("core.sasl.jaas.config", "${env:CORE_JAAS}");

    assertThat(new MirrorProperties(all).forMirrorMaker())
        .containsEntry("core->edge.transforms.publicProjection.core.security.protocol", "SASL_SSL")
        .containsEntry(
            "core->edge.transforms.publicProjection.core.sasl.jaas.config", "${env:CORE_JAAS}");
  }

  @Test
  void refusesAFileUnderWhichRecordsCouldBeLostDoubledOrLeaked() throws IOException {
    Map<String, String> wrong =
        Map.of(
            "core.consumer.isolation.level", "read_uncommitted",
            "edge.exactly.once.source.support", "disabled",
            "replication.policy.class", "org.apache.kafka.connect.mirror.IdentityReplicationPolicy",
            "core->edge.sync.topic.configs.enabled", "true",
            "core->edge.sync.topic.acls.enabled", "true",
            "core->edge.errors.tolerance", "all",
            "core->edge.enabled", "false",
            "mirror.metrics.port", "many");
    Map<String, String> right = template().all();
    for (Map.Entry<String, String> change : wrong.entrySet()) {
      Map<String, String> all = new HashMap<>(right);
      all.put(change.getKey(), change.getValue());
      assertThatThrownBy(() -> new MirrorProperties(all))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(change.getKey());
    }
  }

  @Test
  void namesTheMissingServer() throws IOException {
    for (String key :
        List.of("core.bootstrap.servers", "edge.bootstrap.servers", "mirror.schema.registry.url")) {
      Map<String, String> all = new HashMap<>(template().all());
      all.remove(key);
      assertThatThrownBy(() -> new MirrorProperties(all)).hasMessageContaining(key);
    }
  }

  @Test
  void tellsNoSecret() throws IOException {
    Map<String, String> all = new HashMap<>(template().all());
    all.put("edge.sasl.jaas.config", "password=hunter2");

    assertThat(new MirrorProperties(all).toString())
        .contains("edge.sasl.jaas.config")
        .doesNotContain("hunter2");
  }

  private MirrorProperties template() throws IOException {
    Path file = folder.resolve("mm2.properties");
    Files.writeString(
        file, MirrorTemplate.render("core:9092", "edge:9092", "http://r:8081/v7", 18293, 1));
    return MirrorProperties.read(file);
  }
}
