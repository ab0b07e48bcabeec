package io.oddsupdate.local.existing;

import io.oddsupdate.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * A Kafka cluster, without encryption and login.
 *
 * @param variable that names it
 * @param cluster {@code core} or {@code edge}, as the list of topics has it
 */
public record ExistingKafka(String variable, String bootstrap, String cluster)
    implements ExistingServer {
  private static final int LIMIT_MS = 5_000;
  private static final String TRANSACTION_VERSION = "transaction.version";

  /** KIP-890, without which a transaction of a dead writer may hang every reader. */
  private static final short LEAST_TRANSACTION_VERSION = 2;

  /** How far the mirror has come; kept on the cluster that it writes to. */
  private static final String MIRROR_OFFSETS = "mm2-offsets.";

  @Override
  public Optional<String> refusal() throws InterruptedException {
    try (Admin admin = open()) {
      // Asks a broker by the address that it advertises, which may be another one.
      Set<String> unused = get(admin.listTopics().names());
      FinalizedVersionRange transactions =
          get(admin.describeFeatures().featureMetadata())
              .finalizedFeatures()
              .get(TRANSACTION_VERSION);
      if (transactions == null || transactions.maxVersionLevel() < LEAST_TRANSACTION_VERSION) {
        return Optional.of(
            "%s=%s: exactly-once needs %s=%d there, it has %s: upgrade the cluster to Kafka 4, or"
                    .formatted(
                        variable,
                        bootstrap,
                        TRANSACTION_VERSION,
                        LEAST_TRANSACTION_VERSION,
                        transactions == null ? "none" : transactions.maxVersionLevel())
                + " raise the feature with kafka-features.sh");
      }
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return Optional.of(
          "%s=%s: no Kafka answers there (%s): start it, or correct the variable"
              .formatted(variable, bootstrap, reason(e)));
    }
  }

  @Override
  public List<String> remains() throws InterruptedException {
    Set<String> ours =
        Topics.load().of(cluster).stream().map(Topics.Topic::name).collect(Collectors.toSet());
    try (Admin admin = open()) {
      Set<String> present = new HashSet<>(get(admin.listTopics().names()));
      present.removeIf(name -> !ours.contains(name) && !name.startsWith(MIRROR_OFFSETS));
      return filled(admin, present).stream()
          .sorted()
          .map(
              topic ->
                  "%s=%s: topic %s holds records: delete it, it is created again"
                      .formatted(variable, bootstrap, topic))
          .toList();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "%s=%s: its topics cannot be read: %s".formatted(variable, bootstrap, reason(e)), e);
    }
  }

  /**
   * The id of each of our topics that exists, by name. A topic that was deleted and created again
   * has another one.
   */
  public Map<String, String> topicIds() throws InterruptedException {
    try (Admin admin = open()) {
      Set<String> present = get(admin.listTopics().names());
      List<String> ours =
          Topics.load().of(cluster).stream()
              .map(Topics.Topic::name)
              .filter(present::contains)
              .toList();
      Map<String, String> ids = new HashMap<>();
      get(admin.describeTopics(ours).allTopicNames())
          .forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
      return ids;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "%s=%s: its topics cannot be read: %s".formatted(variable, bootstrap, reason(e)), e);
    }
  }

  /** Those with a record between their first and last offset. */
  private static Set<String> filled(Admin admin, Set<String> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : get(admin.describeTopics(topics).allTopicNames()).values()) {
      topic
          .partitions()
          .forEach(one -> partitions.add(new TopicPartition(topic.name(), one.partition())));
    }
    Map<TopicPartition, ListOffsetsResultInfo> begins =
        offsets(admin, partitions, OffsetSpec.earliest());
    Set<String> filled = new HashSet<>();
    offsets(admin, partitions, OffsetSpec.latest())
        .forEach(
            (partition, end) -> {
              if (end.offset() > begins.get(partition).offset()) {
                filled.add(partition.topic());
              }
            });
    return filled;
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, which));
    return get(admin.listOffsets(wanted).all());
  }

  private Admin open() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MS));
  }

  private static <T> T get(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(2 * LIMIT_MS, TimeUnit.MILLISECONDS);
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
