package io.oddsupdate.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * Looks whether Edge has a topic, with enough partitions, for every one that crosses. The mirror
 * creates none, so a missing topic would stop it later and less plainly.
 */
final class GivenTopics {
  /** Two round trips; a cluster that needs longer is not there. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MirrorProperties properties;

  GivenTopics(MirrorProperties properties) {
    this.properties = properties;
  }

  /**
   * What is missing, each with its fix; empty if all is well.
   *
   * @throws KafkaException if a cluster does not answer
   */
  List<String> missing() throws InterruptedException {
    Map<String, Integer> core = partitions("core.");
    Map<String, Integer> edge = partitions("edge.");
    List<String> missing = new ArrayList<>();
    core.forEach(
        (topic, partitions) ->
            OwnedTopics.publicOf(topic)
                .filter(target -> edge.getOrDefault(target, 0) < partitions)
                .ifPresent(
                    target ->
                        missing.add(
                            "edge topic "
                                + target
                                + " has "
                                + edge.getOrDefault(target, 0)
                                + " partitions, needs "
                                + partitions
                                + ": create it as in topics.yaml")));
    return missing;
  }

  private Map<String, Integer> partitions(String prefix) throws InterruptedException {
    Map<String, Object> client = new HashMap<>(properties.clientKeys(prefix));
    client.put(AdminClientConfig.CLIENT_ID_CONFIG, "mirror-given-topics");
    try (Admin admin = Admin.create(client)) {
      Set<String> names = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      List<String> owned =
          names.stream()
              .filter(name -> OwnedTopics.isInternal(name) || OwnedTopics.isPublic(name))
              .toList();
      Map<String, Integer> partitions = new HashMap<>();
      for (TopicDescription topic :
          admin
              .describeTopics(owned)
              .allTopicNames()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .values()) {
        partitions.put(topic.name(), topic.partitions().size());
      }
      return partitions;
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(
          prefix + "bootstrap.servers=" + client.get("bootstrap.servers") + " does not answer", e);
    }
  }
}
