package io.oddsupdate.mirror;

import io.micrometer.core.instrument.Metrics;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.SchemaRegistry;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.mirror.DefaultReplicationPolicy;
import org.apache.kafka.connect.mirror.ReplicationPolicy;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows an update to partners: decodes it, copies the public fields, encodes them under the public
 * schema. Key, timestamp and partition stay; of the headers only {@link #PUBLIC_HEADERS} do.
 *
 * <p>Fails closed. An owned record is projected, or a person skipped it, or the task fails; null,
 * which makes MirrorMaker drop a record, is returned for the second case only. A registry that does
 * not answer is waited for.
 *
 * <p>MirrorMaker also applies a flow's transforms to its heartbeats and checkpoints, after the
 * rename; those pass as they are. A record of any other topic must not have come this far and fails
 * the task.
 */
public final class ProjectionTransform implements Transformation<SourceRecord>, Versioned {
  /** The headers that may leave. */
  static final Set<String> PUBLIC_HEADERS =
      Set.of(Headers.LEAGUE, Headers.GAME_ID, Headers.PLAYER_ID);

  static final String REGISTRY_URL = "schema.registry.url";
  static final String PUBLIC_REGISTRY_URL = "public.schema.registry.url";

  /** Prefix of the client settings with which the dead letters on Core are read. */
  static final String CORE_PREFIX = "core.";

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionTransform.class);

  private static final ConfigDef CONFIG =
      new ConfigDef()
          .define(
              REGISTRY_URL,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Root of the Confluent API of the registry that Core's writers use.")
          .define(
              PUBLIC_REGISTRY_URL,
              Type.STRING,
              "",
              Importance.HIGH,
              "Root of the registry that partners use; empty: the same.");

  private final ReplicationPolicy own = new DefaultReplicationPolicy();
  private final ProjectionMetrics metrics = new ProjectionMetrics(Metrics.globalRegistry);
  private PublicSchemas schemas;
  private SkipList skips;

  /** As Connect makes it; {@link #configure} follows. */
  public ProjectionTransform() {}

  /** With other skips than those of the dead letters. */
  ProjectionTransform(PublicSchemas schemas, SkipList skips) {
    this.schemas = schemas;
    this.skips = skips;
  }

  @Override
  public void configure(Map<String, ?> configs) {
    AbstractConfig config = new AbstractConfig(CONFIG, configs, false);
    String publicUrl = config.getString(PUBLIC_REGISTRY_URL);
    SchemaRegistry core = new SchemaRegistry(config.getString(REGISTRY_URL));
    SchemaRegistry edge = publicUrl.isEmpty() ? core : new SchemaRegistry(publicUrl);
    Patience patience = new Patience(metrics);
    schemas = new PublicSchemas(core, edge, patience);
    skips =
        new DeadLetterSkips(
            config.originalsWithPrefix(CORE_PREFIX), id -> patience.ask(() -> core.byId(id)));
  }

  @Override
  public SourceRecord apply(SourceRecord record) {
    if (!OwnedTopics.isPublic(record.topic())) {
      return pass(record);
    }
    if (record.value() == null) {
      metrics.tombstone();
      return shown(record, null);
    }
    try {
      SourceRecord shown = shown(record, schemas.project(record.topic(), bytes(record)));
      metrics.projected();
      return shown;
    } catch (UnprojectableException e) {
      return skippedOrFail(record, e);
    }
  }

  /** The one way to null: a person wrote this record's dead letter. */
  private SourceRecord skippedOrFail(SourceRecord record, UnprojectableException cause) {
    RecordAddress address = RecordAddress.of(record);
    if (skips.contains(address)) {
      metrics.skipped();
      LOG.warn(
          "event=record_skipped topic={} partition={} offset={} reason=\"{}\"",
          address.topic(),
          address.partition(),
          address.offset(),
          cause.getMessage());
      return null;
    }
    metrics.refused();
    throw new ConnectException(
        "record "
            + address
            + " cannot be shown to partners: "
            + cause.getMessage()
            + ". Repair its cause, or leave it out: bin/odds mirror skip --topic "
            + address.topic()
            + " --partition "
            + address.partition()
            + " --offset "
            + address.offset(),
        cause);
  }

  private SourceRecord pass(SourceRecord record) {
    String topic = record.topic();
    boolean mirrorMakersOwn =
        own.isHeartbeatsTopic(topic)
            || own.isCheckpointsTopic(topic)
            || own.isMM2InternalTopic(topic);
    if (!mirrorMakersOwn) {
      throw new ConnectException(
          "topic "
              + topic
              + " is not for partners: set replication.policy.class="
              + PublicTopicPolicy.class.getName());
    }
    metrics.passed();
    return record;
  }

  private static byte[] bytes(SourceRecord record) throws UnprojectableException {
    if (record.value() instanceof byte[] bytes) {
      return bytes;
    }
    throw new UnprojectableException(
        "the value is no bytes: set value.converter to ByteArrayConverter", null);
  }

  private static SourceRecord shown(SourceRecord record, byte[] value) {
    ConnectHeaders headers = new ConnectHeaders();
    for (Header header : record.headers()) {
      if (PUBLIC_HEADERS.contains(header.key())) {
        headers.add(header);
      }
    }
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        value,
        record.timestamp(),
        headers);
  }

  @Override
  public ConfigDef config() {
    return CONFIG;
  }

  @Override
  public String version() {
    String version = ProjectionTransform.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void close() {
    // Nothing stays open between two records.
  }
}
