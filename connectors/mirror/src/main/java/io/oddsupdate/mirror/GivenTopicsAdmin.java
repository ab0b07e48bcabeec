package io.oddsupdate.mirror;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreatePartitionsResult;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MirrorMaker's administration without the creation of public topics: those are given, with the
 * partitions and the retention of {@code topics.yaml}. A missing one is reported and left missing.
 */
public final class GivenTopicsAdmin extends ForwardingAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(GivenTopicsAdmin.class);

  public GivenTopicsAdmin(Map<String, Object> configs) {
    super(configs);
  }

  @Override
  public CreateTopicsResult createTopics(Collection<NewTopic> topics, CreateTopicsOptions options) {
    List<NewTopic> own = topics.stream().filter(topic -> !refused(topic.name(), "create")).toList();
    return super.createTopics(own, options);
  }

  @Override
  public CreatePartitionsResult createPartitions(
      Map<String, NewPartitions> partitions, CreatePartitionsOptions options) {
    Map<String, NewPartitions> own = new HashMap<>(partitions);
    own.keySet().removeIf(topic -> refused(topic, "grow"));
    return super.createPartitions(own, options);
  }

  private static boolean refused(String topic, String action) {
    boolean given = OwnedTopics.isPublic(topic);
    if (given) {
      LOG.error(
          "event=topic_not_given topic={} action={} fix=\"create it as in topics.yaml\"",
          topic,
          action);
    }
    return given;
  }
}
