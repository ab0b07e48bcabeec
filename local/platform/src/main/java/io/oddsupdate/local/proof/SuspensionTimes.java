package io.oddsupdate.local.proof;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.internal.MarketStatus;
import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Invariant 8, its second half: a suspension is readable at Edge within two seconds.
 *
 * <p>It begins with the acceptance of a raw record that leaves its game suspended: a review or an
 * injury, a silent feed, a trader's order. It ends when a reader of committed records on Edge has
 * the last of the SUSPENDED updates that the record led to in hand. Both times are of one machine's
 * clock. One that shares any of its time with a {@link Disturbance} is counted and reported, not
 * judged.
 */
final class SuspensionTimes {
  static final long LIMIT_MS = 2_000;

  private final InvariantResult.Check check =
      new InvariantResult.Check(8, "a suspension is readable at Edge within 2 s");
  private final Map<String, LoggedRecord> published = new HashMap<>();
  private final EdgeWatch watch;
  private long slowest = -1;
  private long excused;
  private long slowestExcused = -1;

  private SuspensionTimes(EdgeWatch watch, List<Decoded<PublicOddsUpdate>> published) {
    this.watch = watch;
    for (Decoded<PublicOddsUpdate> record : published) {
      if (record.value() != null) {
        this.published.putIfAbsent(record.value().getUpdateId(), record.record());
      }
    }
  }

  /**
   * @param watch empty where nobody watched Edge: nothing is checked then
   */
  static InvariantResult check(
      List<Step> steps, List<Decoded<PublicOddsUpdate>> published, Optional<EdgeWatch> watch) {
    if (watch.isEmpty()) {
      return new InvariantResult.Check(8, "a suspension is readable at Edge within 2 s")
          .note("nobody watched Edge while events flowed")
          .result();
    }
    SuspensionTimes times = new SuspensionTimes(watch.get(), published);
    steps.forEach(times::take);
    return times.result();
  }

  private void take(Step step) {
    RawEvent event = step.event();
    if (event == null || !step.suspended()) {
      return;
    }
    long accepted = event.getReceivedAt().toEpochMilli();
    if (accepted < Math.max(watch.sinceMs(), watch.readings().forgottenUntil())) {
      return;
    }
    long readable = -1;
    for (OddsUpdate update : step.updates()) {
      if (update.getStatus() == MarketStatus.SUSPENDED) {
        OptionalLong read = firstRead(update);
        if (read.isEmpty()) {
          check.checked();
          check.violated(
              "%s: %s of %s was never read at Edge"
                  .formatted(event.getGameId(), event.getEventId(), step.raw().where()));
          return;
        }
        readable = Math.max(readable, read.getAsLong());
      }
    }
    if (readable >= 0) {
      judge(step, accepted, readable);
    }
  }

  private OptionalLong firstRead(OddsUpdate update) {
    LoggedRecord record = published.get(update.getUpdateId());
    return record == null
        ? OptionalLong.empty()
        : watch.readings().firstRead(record.partition(), record.offset());
  }

  private void judge(Step step, long accepted, long readable) {
    long tookMs = Math.max(0, readable - accepted);
    if (watch.disturbances().stream().anyMatch(one -> one.touches(accepted, readable))) {
      excused++;
      slowestExcused = Math.max(slowestExcused, tookMs);
      return;
    }
    check.checked();
    slowest = Math.max(slowest, tookMs);
    if (tookMs > LIMIT_MS) {
      check.violated(
          "%s: %s of %s was readable after %,d ms"
              .formatted(
                  step.event().getGameId(), step.event().getEventId(), step.raw().where(), tookMs));
    }
  }

  private InvariantResult result() {
    StringBuilder note = new StringBuilder();
    if (slowest >= 0) {
      note.append("slowest %,d ms".formatted(slowest));
    }
    if (excused > 0) {
      note.append(note.isEmpty() ? "" : "; ")
          .append(
              "%d more while processes started or others had the machine, slowest %,d ms"
                  .formatted(excused, slowestExcused));
    }
    return check.note(note.toString()).result();
  }
}
