package io.oddsupdate.local.proof;

import io.oddsupdate.avro.decision.Decision;
import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The contract's invariants over whole logs, each on its own: they hold without an oracle, so that
 * a mistake which the oracle shares with the job still shows. See also {@link Coherence}, {@link
 * LeakSearch} and {@link Suspensions}.
 */
final class Invariants {
  private Invariants() {}

  /** 1: an acknowledged event is in the raw log exactly once. */
  static InvariantResult acknowledgedOnce(
      Set<Acknowledged> acknowledged, List<Decoded<RawEvent>> raw) {
    InvariantResult.Check check =
        new InvariantResult.Check(1, "an acknowledged event is in the raw log exactly once");
    Map<String, Integer> times = new HashMap<>();
    for (Decoded<RawEvent> record : raw) {
      if (record.value() != null) {
        String identity =
            new Acknowledged(record.value().getEventId(), record.value().getRevision()).identity();
        times.merge(identity, 1, Integer::sum);
      }
    }
    for (Acknowledged event : acknowledged) {
      check.checked();
      int found = times.getOrDefault(event.identity(), 0);
      if (found != 1) {
        check.violated(event.identity() + " is there " + found + " times");
      }
    }
    return check.result();
  }

  /** 2: every raw event has exactly one decision. */
  static InvariantResult oneDecisionEach(
      List<Decoded<RawEvent>> raw, List<Decoded<Decision>> decisions) {
    InvariantResult.Check check =
        new InvariantResult.Check(2, "every raw event has exactly one decision");
    Map<String, Integer> times = new HashMap<>();
    for (Decoded<Decision> decision : decisions) {
      if (decision.value() == null) {
        check.violated("undecodable decision at " + decision.record().where());
        continue;
      }
      times.merge(
          Oracle.identity(
              decision.value().getRawTopic(),
              decision.value().getRawPartition(),
              decision.value().getRawOffset()),
          1,
          Integer::sum);
    }
    for (Decoded<RawEvent> record : raw) {
      check.checked();
      Integer found = times.remove(record.record().where());
      if (found == null || found != 1) {
        check.violated(
            record.record().where() + " has " + (found == null ? 0 : found) + " decisions");
      }
    }
    times.keySet().forEach(where -> check.violated("a decision names " + where + ", not there"));
    return check.result();
  }

  /** 3: at Edge, sequence is dense and strictly rising per game, market and epoch. */
  static InvariantResult denseSequences(List<Decoded<PublicOddsUpdate>> published) {
    InvariantResult.Check check =
        new InvariantResult.Check(3, "at Edge, sequence is dense and rising per market and epoch");
    Map<String, Long> last = new HashMap<>();
    for (Decoded<PublicOddsUpdate> record : published) {
      check.checked();
      PublicOddsUpdate update = record.value();
      if (update == null) {
        check.violated("undecodable at " + record.record().where());
        continue;
      }
      String key = MarketKeys.of(update) + " epoch " + update.getEpoch();
      long before = last.getOrDefault(key, 0L);
      if (update.getSequence() != before + 1) {
        check.violated(
            "%s: sequence %d follows %d at %s"
                .formatted(key, update.getSequence(), before, record.record().where()));
      }
      last.put(key, update.getSequence());
    }
    return check.result();
  }

  /** 4: the same market key, epoch and sequence never carries two different values. */
  static InvariantResult oneValueEach(
      List<Decoded<OddsUpdate>> internal, List<Decoded<PublicOddsUpdate>> published) {
    InvariantResult.Check check =
        new InvariantResult.Check(4, "a market, epoch and sequence never carries two values");
    Map<String, LoggedRecord> seen = new HashMap<>();
    for (Decoded<OddsUpdate> update : internal) {
      if (update.value() != null) {
        oneValue(
            "internal %s#%d.%d"
                .formatted(
                    MarketKeys.of(update.value()),
                    update.value().getEpoch(),
                    update.value().getSequence()),
            update.record(),
            seen,
            check);
      }
    }
    for (Decoded<PublicOddsUpdate> update : published) {
      if (update.value() != null) {
        oneValue(
            "public %s#%d.%d"
                .formatted(
                    MarketKeys.of(update.value()),
                    update.value().getEpoch(),
                    update.value().getSequence()),
            update.record(),
            seen,
            check);
      }
    }
    return check.result();
  }

  private static void oneValue(
      String identity,
      LoggedRecord record,
      Map<String, LoggedRecord> seen,
      InvariantResult.Check check) {
    check.checked();
    LoggedRecord first = seen.putIfAbsent(identity, record);
    if (first != null && !Arrays.equals(first.value(), record.value())) {
      check.violated(identity + ": " + first.where() + " and " + record.where() + " differ");
    }
  }

  /** 5: everything downstream is what raw log and decisions give. */
  static InvariantResult derived(Map<Hop, HopDiff> diffs) {
    InvariantResult.Check check =
        new InvariantResult.Check(
            5, "internal, public, archives and odds_current follow from raw log and decisions");
    for (Hop hop :
        EnumSet.of(Hop.INTERNAL, Hop.PUBLIC, Hop.CLICKHOUSE, Hop.PARQUET, Hop.ODDS_CURRENT)) {
      check.checked();
      HopDiff diff = diffs.get(hop);
      if (diff == null || !diff.clean()) {
        check.violated(hop.text() + (diff == null ? " was not compared" : " differs"));
      }
    }
    return check.result();
  }

  /** 9: the same log and decisions give the same bytes, in whatever order games are taken. */
  static InvariantResult repeatable(List<Step> once, List<Step> again) {
    InvariantResult.Check check =
        new InvariantResult.Check(9, "the same log and decisions give the same bytes again");
    Map<String, Step> byRecord = new TreeMap<>();
    again.forEach(step -> byRecord.put(step.raw().where(), step));
    for (Step step : once) {
      check.checked();
      Step other = byRecord.remove(step.raw().where());
      if (other == null
          || !step.decision().equals(other.decision())
          || !step.updates().equals(other.updates())) {
        check.violated(step.raw().where() + " led to something else the second time");
      }
    }
    new TreeSet<>(byRecord.keySet())
        .forEach(where -> check.violated(where + " was folded the second time only"));
    return check.result();
  }
}
