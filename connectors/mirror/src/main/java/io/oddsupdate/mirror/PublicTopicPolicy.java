package io.oddsupdate.mirror;

import java.util.Map;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.ReplicationPolicy;

/**
 * Names only: {@code odds.updates.internal.{league}} becomes {@code odds.updates.public.{league}}.
 *
 * <p>MirrorMaker replicates a topic if its filter takes it and this policy does not call it
 * internal. So everything but the owned topics and the heartbeats is internal here: decisions, dead
 * letters and the raw log stay on Core even if {@code core->edge.topics} were {@code .*}.
 *
 * <p>The source's alias is no part of a public name; it comes from the configuration of the
 * connector ({@code source.cluster.alias}). Without one, as in a client that only reads names, the
 * source of a public topic is unknown, hence null.
 */
public final class PublicTopicPolicy implements ReplicationPolicy, Configurable {
  private static final String SOURCE_ALIAS = "source.cluster.alias";

  /** Heartbeats, checkpoints and offset syncs keep MirrorMaker's own names. */
  private final DefaultReplicationPolicy own = new DefaultReplicationPolicy();

  private String sourceAlias;

  @Override
  public void configure(Map<String, ?> configs) {
    own.configure(configs);
    Object alias = configs.get(SOURCE_ALIAS);
    sourceAlias = alias == null ? null : alias.toString();
  }

  @Override
  public String formatRemoteTopic(String sourceClusterAlias, String topic) {
    return OwnedTopics.publicOf(topic)
        .orElseGet(() -> own.formatRemoteTopic(sourceClusterAlias, topic));
  }

  @Override
  public String topicSource(String topic) {
    if (OwnedTopics.isPublic(topic)) {
      return sourceAlias;
    }
    return isRemoteHeartbeats(topic) ? own.topicSource(topic) : null;
  }

  @Override
  public String upstreamTopic(String topic) {
    return OwnedTopics.internalOf(topic)
        .orElseGet(() -> isRemoteHeartbeats(topic) ? own.upstreamTopic(topic) : null);
  }

  @Override
  public boolean isHeartbeatsTopic(String topic) {
    return heartbeatsTopic().equals(originalTopic(topic));
  }

  @Override
  public String offsetSyncsTopic(String clusterAlias) {
    return own.offsetSyncsTopic(clusterAlias);
  }

  @Override
  public String checkpointsTopic(String clusterAlias) {
    return own.checkpointsTopic(clusterAlias);
  }

  @Override
  public boolean isCheckpointsTopic(String topic) {
    return own.isCheckpointsTopic(topic);
  }

  @Override
  public boolean isMM2InternalTopic(String topic) {
    return own.isMM2InternalTopic(topic);
  }

  @Override
  public boolean isInternalTopic(String topic) {
    return !OwnedTopics.isInternal(topic) && !isHeartbeatsTopic(topic);
  }

  private boolean isRemoteHeartbeats(String topic) {
    return topic.endsWith("." + heartbeatsTopic()) && own.topicSource(topic) != null;
  }
}
