package io.oddsupdate.odds.ingest;

import org.apache.flink.streaming.api.datastream.DataStream;

/** The two ways out of {@link Decode}: every raw record takes exactly one of them. */
public record Decoded(DataStream<DecodedEvent> events, DataStream<DeadRecord> undecodable) {}
