package io.oddsupdate.odds.ingest;

import io.oddsupdate.schemas.Headers;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes a record as it is: decoding can fail, and a failure in the source would stop the job. */
final class RawRecordSchema implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NO_VALUE = new byte[0];

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
    Header traceparent = record.headers().lastHeader(Headers.TRACEPARENT);
    out.collect(
        new RawRecord(
            new Origin(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                traceparent == null || traceparent.value() == null
                    ? null
                    : new String(traceparent.value(), StandardCharsets.UTF_8),
                record.timestamp()),
            record.value() == null ? NO_VALUE : record.value()));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
