package io.oddsupdate.analytics;

import io.oddsupdate.schemas.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes a Kafka record as it is; nothing here can fail. */
final class LoggedBytesReader implements KafkaRecordDeserializationSchema<LoggedBytes> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LoggedBytes> out) {
    out.collect(
        new LoggedBytes(
            new LogPosition(record.topic(), record.partition(), record.offset()),
            record.value(),
            text(record, Headers.RECEIVED_AT),
            text(record, Headers.COMPUTED_AT),
            text(record, Headers.ENRICHMENT),
            text(record, Headers.TRACEPARENT)));
  }

  @Override
  public TypeInformation<LoggedBytes> getProducedType() {
    return TypeInformation.of(LoggedBytes.class);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
