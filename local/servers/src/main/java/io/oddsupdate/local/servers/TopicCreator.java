package io.oddsupdate.local.servers;

import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.Topics.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** Makes the topics of a cluster as {@code topics.yaml} wants them. */
public final class TopicCreator {
  private static final long LIMIT_SECONDS = 30;
  private static final long MILLIS_PER_HOUR = 3_600_000;
  private static final String RETENTION = "retention.ms";

  private TopicCreator() {}

  /**
   * Creates what is missing, sets the retention of what is there.
   *
   * @param cluster {@code core} or {@code edge}
   * @throws IOException if the cluster does not answer within 30 seconds
   * @throws IllegalStateException if a topic has another number of partitions: a key would move to
   *     another partition, and the order within a game would be lost
   */
  public static void create(String bootstrap, String cluster)
      throws IOException, InterruptedException {
    List<Topic> wanted = Topics.load().of(cluster);
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("cluster must be core or edge, got " + cluster);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      Collection<String> existing = get(admin.listTopics().names());
      List<NewTopic> missing = new ArrayList<>();
      List<Topic> present = new ArrayList<>();
      for (Topic topic : wanted) {
        if (existing.contains(topic.name())) {
          present.add(topic);
        } else {
          missing.add(
              // As often replicated as the cluster says.
              new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                  .configs(Map.of(RETENTION, retentionMillis(topic))));
        }
      }
      requirePartitions(admin, present);
      get(admin.createTopics(missing).all());
      setRetention(admin, present);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("cannot create the topics of " + cluster + " at " + bootstrap, e);
    }
  }

  private static void requirePartitions(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<String> names = topics.stream().map(Topic::name).toList();
    Map<String, TopicDescription> found = get(admin.describeTopics(names).allTopicNames());
    for (Topic topic : topics) {
      int has = found.get(topic.name()).partitions().size();
      if (has != topic.partitions()) {
        throw new IllegalStateException(
            "topic %s has %d partitions, topics.yaml says %d: delete the topic, or change the list"
                .formatted(topic.name(), has, topic.partitions()));
      }
    }
  }

  private static void setRetention(Admin admin, List<Topic> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (Topic topic : topics) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
          List.of(
              new AlterConfigOp(
                  new ConfigEntry(RETENTION, retentionMillis(topic)), AlterConfigOp.OpType.SET)));
    }
    get(admin.incrementalAlterConfigs(changes).all());
  }

  private static String retentionMillis(Topic topic) {
    long hours = topic.retentionHours();
    return Long.toString(hours < 0 ? -1 : hours * MILLIS_PER_HOUR);
  }

  private static <T> T get(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
