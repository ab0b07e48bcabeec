package io.oddsupdate.local.feed;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.oddsupdate.local.simulator.TimedPush.ListedAction;
import java.util.List;

/** One line of the ledger. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LedgerEntry.Registered.class, name = "registered"),
  @JsonSubTypes.Type(value = LedgerEntry.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = LedgerEntry.Commanded.class, name = "commanded"),
  @JsonSubTypes.Type(value = LedgerEntry.Finished.class, name = "finished")
})
public sealed interface LedgerEntry {
  /** A game was registered. */
  record Registered(String vendorGameId, String gameId, int round, int slot)
      implements LedgerEntry {}

  /**
   * A push was answered for good.
   *
   * @param vendorGameId empty where the request was of no game
   * @param index of the push in its game, -1 for deliberately bad input
   * @param kind the delivery, or the name of the bad input
   * @param attempts how many it took
   * @param status of the answer
   * @param reason of a refusal, else empty
   * @param expected whether it is the answer that this kind must get
   * @param listed how many actions the push held
   * @param deletions how many acknowledged events are not in the list, so that it deleted them
   * @param accepted what was acknowledged
   * @param duplicates actions that the raw log already had, as answered
   * @param deadLettered reasons of the payloads that went to the dead letters
   */
  record Answered(
      String vendorGameId,
      int index,
      String webhookId,
      String kind,
      int attempts,
      int status,
      String reason,
      boolean expected,
      int listed,
      int deletions,
      List<PushAnswer.Acknowledged> accepted,
      int duplicates,
      List<String> deadLettered)
      implements LedgerEntry {}

  /** A trader's command was acknowledged. */
  record Commanded(String gameId, String command) implements LedgerEntry {}

  /** A game's last list was acknowledged; the raw log's fold must end in it. */
  record Finished(String vendorGameId, List<ListedAction> finalList) implements LedgerEntry {}
}
