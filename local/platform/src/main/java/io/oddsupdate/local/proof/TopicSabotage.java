package io.oddsupdate.local.proof;

import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tampers with the first record of a topic's partition. A log only grows at its end and shrinks at
 * its beginning, so a change is a deletion and an altered copy under the same identity; of a raw
 * record, whose identity is all that a vendor was told, the revision is altered.
 */
final class TopicSabotage {
  private final String bootstrap;
  private final String topic;
  private final Hop hop;
  private final SchemaRegistry registry;
  private final Ledger ledger;

  TopicSabotage(ProofConfig config, Hop hop) {
    this.hop = hop;
    this.bootstrap = hop == Hop.PUBLIC ? config.edgeBootstrap() : config.coreBootstrap();
    this.topic =
        switch (hop) {
          case RAW -> Topics.raw(config.league());
          case DECISIONS -> Topics.decisions(config.league());
          case INTERNAL -> Topics.internal(config.league());
          case PUBLIC -> Topics.publicUpdates(config.league());
          case CLICKHOUSE, PARQUET, ODDS_CURRENT ->
              throw new IllegalArgumentException(hop.text() + " is no topic");
        };
    this.registry = new SchemaRegistry(config.registryUrl());
    this.ledger = config.ledger();
  }

  String apply(Sabotage.Kind kind) throws IOException {
    LoggedRecord victim = victim();
    return switch (kind) {
      case DROP -> {
        delete(victim);
        yield "deleted " + victim.where();
      }
      case DOUBLE -> {
        append(victim, victim.value());
        yield "appended a copy of " + victim.where();
      }
      case CHANGE -> {
        byte[] altered = altered(victim);
        delete(victim);
        append(victim, altered);
        yield "replaced " + victim.where() + " by an altered copy";
      }
    };
  }

  /**
   * The first record of the fullest partition. Of the raw log, one that was acknowledged, where
   * there is one: commands and feed reports have no other witness than their decision.
   */
  private LoggedRecord victim() throws IOException {
    Map<Integer, List<LoggedRecord>> partitions = new TreeMap<>();
    for (LoggedRecord record : TopicLog.read(bootstrap, topic)) {
      partitions.computeIfAbsent(record.partition(), partition -> new ArrayList<>()).add(record);
    }
    List<LoggedRecord> firsts =
        partitions.values().stream()
            .sorted(Comparator.comparingInt(partition -> -partition.size()))
            .map(partition -> partition.get(0))
            .toList();
    if (firsts.isEmpty()) {
      throw new IllegalStateException(topic + " holds nothing to tamper with");
    }
    if (hop == Hop.RAW) {
      Set<Acknowledged> acknowledged = ledger.read();
      for (Decoded<RawEvent> first : new Decoder(registry).all(firsts, RawEvent.class)) {
        RawEvent event = first.value();
        if (event != null
            && acknowledged.contains(new Acknowledged(event.getEventId(), event.getRevision()))) {
          return first.record();
        }
      }
    }
    return firsts.get(0);
  }

  private void delete(LoggedRecord victim) throws IOException {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", bootstrap);
    try (Admin admin = Admin.create(settings)) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(topic, victim.partition()),
                  RecordsToDelete.beforeOffset(victim.offset() + 1)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IOException("cannot delete " + victim.where() + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while deleting " + victim.where(), e);
    }
  }

  private void append(LoggedRecord victim, byte[] value) throws IOException {
    Properties settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  victim.partition(),
                  victim.timestamp(),
                  victim.key(),
                  value,
                  victim.headers()))
          .get();
    } catch (ExecutionException e) {
      throw new IOException("cannot append to " + topic + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while appending to " + topic, e);
    }
  }

  private byte[] altered(LoggedRecord victim) throws IOException {
    try {
      int id = WireFormat.schemaId(victim.value());
      Schema writer =
          registry.byId(id).orElseThrow(() -> new UndecodableException("unknown schema id " + id));
      GenericRecord record = WireFormat.decodeGeneric(victim.value(), writer, writer);
      alter(record);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(victim.value(), 0, WireFormat.HEADER_BYTES);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(writer).write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (UndecodableException e) {
      throw new IllegalStateException(victim.where() + " cannot be altered: " + e.getMessage(), e);
    }
  }

  private void alter(GenericRecord record) {
    switch (hop) {
      case RAW -> record.put("revision", (long) record.get("revision") + 1);
      case DECISIONS -> {
        Schema fates = record.getSchema().getField("fate").schema();
        String fate = record.get("fate").toString().equals("PRICED") ? "UNCHANGED" : "PRICED";
        record.put("fate", new GenericData.EnumSymbol(fates, fate));
      }
      case INTERNAL, PUBLIC -> {
        GenericRecord market = (GenericRecord) record.get("market");
        market.put("period", market.get("period") + "?");
      }
      case CLICKHOUSE, PARQUET, ODDS_CURRENT ->
          throw new IllegalArgumentException(hop.text() + " is no topic");
    }
  }
}
