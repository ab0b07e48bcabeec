package io.oddsupdate.odds.publish;

import java.util.List;

/**
 * One record as it goes to Kafka.
 *
 * @param key null only where the raw record had none
 * @param rawPartition where the record that caused this one stood: places a record without a key
 */
public record OutputRecord(
    String topic, byte[] key, byte[] value, List<OutputHeader> headers, int rawPartition) {}
