package io.oddsupdate.odds.ingest;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/** The first step: bytes to events. What cannot be decoded leaves by a side output. */
public final class Decode {
  static final OutputTag<DeadRecord> UNDECODABLE =
      new OutputTag<>("undecodable", TypeInformation.of(DeadRecord.class));

  private Decode() {}

  /** Reads the source and decodes each record with the schema that its bytes name. */
  public static Decoded of(
      StreamExecutionEnvironment env, Source<RawRecord, ?, ?> source, String registryUrl) {
    // No watermarks: the fold orders by the vendor's numbers, and the job has no clock.
    SingleOutputStreamOperator<DecodedEvent> events =
        env.fromSource(
                source,
                WatermarkStrategy.noWatermarks(),
                "raw-events",
                TypeInformation.of(RawRecord.class))
            .uid("raw-events")
            .process(new DecodeFunction(registryUrl))
            .returns(TypeInformation.of(DecodedEvent.class))
            .uid("decode")
            .name("decode");
    return new Decoded(events, events.getSideOutput(UNDECODABLE));
  }
}
