package io.oddsupdate.mirror;

import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;

/** Where a record lies on Core. */
record RecordAddress(String topic, int partition, long offset) {

  /**
   * Where MirrorMaker read a record.
   *
   * @throws ConnectException if the record does not come from MirrorMaker's source connector
   */
  static RecordAddress of(SourceRecord record) {
    Map<String, ?> partition = record.sourcePartition();
    Map<String, ?> offset = record.sourceOffset();
    if (partition != null
        && offset != null
        && partition.get("topic") instanceof String topic
        && partition.get("partition") instanceof Number number
        && offset.get("offset") instanceof Number at) {
      return new RecordAddress(topic, number.intValue(), at.longValue());
    }
    throw new ConnectException(
        "a record for " + record.topic() + " names no source topic, partition and offset");
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
