package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicMarketStatus;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * When records were accepted and when they could be read. Public records carry no time of
 * acceptance, so they are joined with their internal image by update id, in whatever order the two
 * arrive. Thread-safe.
 */
final class Arrivals {
  /** More than a long run has; the oldest are forgotten, and then not measured. */
  private static final int REMEMBERED = 400_000;

  /** An hour: anything slower is not latency. */
  private static final long HIGHEST_MILLIS = 3_600_000;

  private static final Set<String> SUSPENDING = Set.of("review", "injury", "trading", "feed");

  private record Early(long at, boolean suspends) {}

  private final Decoder decoder;
  private final Map<Hop, Histogram> histograms = new EnumMap<>(Hop.class);
  private final Map<String, Long> acceptedByRaw = bounded();
  private final Map<String, Long> acceptedByUpdate = bounded();
  private final Map<String, Long> earlyDecisions = bounded();
  private final Map<String, Early> earlyPublic = bounded();

  /** Internal records by partition and offset that no look has found in ClickHouse yet. */
  private final Map<Integer, TreeMap<Long, Long>> notInClickHouse = new HashMap<>();

  private final Histogram steady = new Histogram(HIGHEST_MILLIS, 3);
  private final EdgeReadings edge = new EdgeReadings();
  private final long since;
  private long steadyFrom = Long.MAX_VALUE;
  private long steadyUntil = Long.MAX_VALUE;
  private long steadyEvents;
  private long suspensionMsMax = -1;

  /**
   * @param sinceMs epoch ms; records that were accepted earlier are of another run, and not
   *     measured
   */
  Arrivals(SchemaRegistry registry, long sinceMs) {
    this.decoder = new Decoder(registry);
    this.since = sinceMs;
    for (Hop hop : Hop.values()) {
      histograms.put(hop, new Histogram(HIGHEST_MILLIS, 3));
    }
  }

  void raw(ConsumerRecord<byte[], byte[]> record) {
    long now = System.currentTimeMillis();
    RawEvent event = decode(record, RawEvent.class);
    if (event != null) {
      long accepted = event.getReceivedAt().toEpochMilli();
      String where = Oracle.identity(record.topic(), record.partition(), record.offset());
      synchronized (this) {
        acceptedByRaw.put(where, accepted);
        note(Hop.RAW, accepted, now);
        steadyEvents += steady(accepted) ? 1 : 0;
        Long early = earlyDecisions.remove(where);
        if (early != null) {
          note(Hop.DECISIONS, accepted, early);
        }
      }
    }
  }

  void decision(ConsumerRecord<byte[], byte[]> record) {
    long now = System.currentTimeMillis();
    Decision decision = decode(record, Decision.class);
    if (decision != null) {
      String where =
          Oracle.identity(
              decision.getRawTopic(), decision.getRawPartition(), decision.getRawOffset());
      synchronized (this) {
        Long accepted = acceptedByRaw.get(where);
        if (accepted == null) {
          earlyDecisions.put(where, now);
        } else {
          note(Hop.DECISIONS, accepted, now);
        }
      }
    }
  }

  void internal(ConsumerRecord<byte[], byte[]> record) {
    long now = System.currentTimeMillis();
    OddsUpdate update = decode(record, OddsUpdate.class);
    org.apache.kafka.common.header.Header header = record.headers().lastHeader(Headers.RECEIVED_AT);
    if (update == null || header == null) {
      return;
    }
    long accepted =
        Long.parseLong(new String(header.value(), java.nio.charset.StandardCharsets.UTF_8));
    synchronized (this) {
      acceptedByUpdate.put(update.getUpdateId(), accepted);
      TreeMap<Long, Long> waiting =
          notInClickHouse.computeIfAbsent(record.partition(), partition -> new TreeMap<>());
      if (accepted >= since) {
        waiting.put(record.offset(), accepted);
      }
      if (waiting.size() > REMEMBERED) {
        waiting.pollFirstEntry();
      }
      note(Hop.INTERNAL, accepted, now);
      Early early = earlyPublic.remove(update.getUpdateId());
      if (early != null) {
        notePublic(accepted, early);
      }
    }
  }

  void published(ConsumerRecord<byte[], byte[]> record) {
    long now = System.currentTimeMillis();
    edge.read(record.partition(), record.offset(), now);
    PublicOddsUpdate update = decode(record, PublicOddsUpdate.class);
    if (update != null) {
      boolean suspends =
          update.getStatus() == PublicMarketStatus.SUSPENDED
              && SUSPENDING.contains(String.valueOf(update.getReason()));
      Early seen = new Early(now, suspends);
      synchronized (this) {
        Long accepted = acceptedByUpdate.get(update.getUpdateId());
        if (accepted == null) {
          earlyPublic.put(update.getUpdateId(), seen);
        } else {
          notePublic(accepted, seen);
        }
      }
    }
  }

  /** Everything of a partition up to an offset can be read in ClickHouse. */
  synchronized void clickhouse(int partition, long offset, long now) {
    TreeMap<Long, Long> waiting = notInClickHouse.get(partition);
    while (waiting != null && !waiting.isEmpty() && waiting.firstKey() <= offset) {
      note(Hop.CLICKHOUSE, waiting.pollFirstEntry().getValue(), now);
    }
  }

  /** An update was seen in a store for the first time. */
  synchronized void stored(Hop hop, String updateId, long now) {
    Long accepted = acceptedByUpdate.get(updateId);
    if (accepted != null) {
      note(hop, accepted, now);
    }
  }

  /** When records of the public topic could first be read. */
  EdgeReadings edge() {
    return edge;
  }

  /** Records that are accepted from now on count for the steady state. */
  synchronized void steadyFrom(long now) {
    steadyFrom = now;
  }

  /** Records that are accepted from now on do not count for the steady state any more. */
  synchronized void steadyUntil(long now) {
    steadyUntil = now;
  }

  synchronized SteadyState steadyState() {
    if (steadyFrom == Long.MAX_VALUE || steadyUntil == Long.MAX_VALUE) {
      return SteadyState.NONE;
    }
    return new SteadyState(
        (steadyUntil - steadyFrom) / 1000.0,
        steadyEvents,
        steady.getTotalCount(),
        latency(steady, measured(Hop.PUBLIC)));
  }

  private boolean steady(long accepted) {
    return accepted >= steadyFrom && accepted < steadyUntil;
  }

  synchronized long suspensionMsMax() {
    return suspensionMsMax;
  }

  synchronized Map<Hop, Latency> latencies() {
    Map<Hop, Latency> latencies = new EnumMap<>(Hop.class);
    histograms.forEach((hop, histogram) -> latencies.put(hop, latency(histogram, measured(hop))));
    return latencies;
  }

  private static Latency latency(Histogram histogram, String measured) {
    return new Latency(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getMaxValue(),
        measured);
  }

  private static String measured(Hop hop) {
    return switch (hop) {
      case RAW, DECISIONS, INTERNAL, PUBLIC -> "received_at to readable by a read_committed reader";
      case CLICKHOUSE -> "received_at to visible in the view, asked every second";
      case PARQUET -> "received_at to readable in a committed file, asked every second";
      case ODDS_CURRENT ->
          "received_at to visible, asked every second; updates that were overtaken between two"
              + " questions are not counted";
    };
  }

  private void notePublic(long accepted, Early seen) {
    note(Hop.PUBLIC, accepted, seen.at());
    if (steady(accepted)) {
      steady.recordValue(bounded(seen.at() - accepted));
    }
    if (seen.suspends() && accepted >= since) {
      suspensionMsMax = Math.max(suspensionMsMax, Math.max(0, seen.at() - accepted));
    }
  }

  private void note(Hop hop, long accepted, long now) {
    if (accepted >= since) {
      histograms.get(hop).recordValue(bounded(now - accepted));
    }
  }

  private static long bounded(long millis) {
    return Math.min(HIGHEST_MILLIS, Math.max(0, millis));
  }

  private <T extends SpecificRecord> T decode(
      ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    LoggedRecord logged =
        new LoggedRecord(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            List.of());
    try {
      return decoder.all(List.of(logged), type).get(0).value();
    } catch (RegistryUnavailableException e) {
      // Measuring must not stand in anybody's way: this record is not measured.
      return null;
    }
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
