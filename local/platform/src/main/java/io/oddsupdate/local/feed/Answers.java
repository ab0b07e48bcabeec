package io.oddsupdate.local.feed;

import io.oddsupdate.local.feed.PushClient.Delivered;
import io.oddsupdate.local.reference.GameSheet;
import io.oddsupdate.local.simulator.TimedPush;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns answers into ledger entries. */
final class Answers {
  private Answers() {}

  static LedgerEntry.Answered entry(GameSheet sheet, TimedPush push, Delivered delivered) {
    Set<String> listed = new HashSet<>();
    push.actions()
        .forEach(
            action ->
                listed.add(sheet.vendor() + ":" + sheet.vendorGameId() + ":" + action.number()));
    if (delivered.answer() instanceof PushAnswer.Taken taken) {
      int deletions =
          (int) taken.accepted().stream().filter(e -> !listed.contains(e.eventId())).count();
      return new LedgerEntry.Answered(
          sheet.vendorGameId(),
          push.index(),
          push.webhookId(),
          push.delivery().name(),
          delivered.attempts(),
          202,
          "",
          taken.deadLettered().isEmpty(),
          listed.size(),
          deletions,
          taken.accepted(),
          taken.duplicates(),
          taken.deadLettered().stream().map(PushAnswer.DeadLettered::reason).toList());
    }
    PushAnswer.Refused refused = (PushAnswer.Refused) delivered.answer();
    boolean kept = refused.status() == 400 || refused.status() == 413 || refused.status() == 422;
    return new LedgerEntry.Answered(
        sheet.vendorGameId(),
        push.index(),
        push.webhookId(),
        push.delivery().name(),
        delivered.attempts(),
        refused.status(),
        refused.reason(),
        false,
        listed.size(),
        0,
        List.of(),
        0,
        kept ? List.of(refused.reason()) : List.of());
  }

  static LedgerEntry.Answered bad(
      String vendorGameId, String webhookId, BadInput bad, Delivered delivered) {
    PushAnswer answer = delivered.answer();
    int status = answer instanceof PushAnswer.Refused refused ? refused.status() : 202;
    String reason = answer instanceof PushAnswer.Refused refused ? refused.reason() : "";
    boolean expected = bad.expects(answer);
    return new LedgerEntry.Answered(
        vendorGameId,
        -1,
        webhookId,
        bad.name(),
        delivered.attempts(),
        status,
        reason,
        expected,
        0,
        0,
        List.of(),
        0,
        expected && bad.deadLettered() ? List.of(reason) : List.of());
  }
}
