package io.oddsupdate.local.simulator;

import java.time.Instant;
import java.util.List;

/**
 * One request of a feed.
 *
 * @param index of the push within its game, from 0
 * @param at the feed's own time at which it is sent
 * @param webhookId the same for a repeated delivery
 * @param actions what the list holds, in its order
 * @param changed how many actions differ from the list before it, deleted ones included
 */
public record TimedPush(
    int index,
    Instant at,
    String webhookId,
    byte[] body,
    Delivery delivery,
    List<ListedAction> actions,
    int changed) {

  /** What is special about it. */
  public enum Delivery {
    /** A newer list. */
    LIST,
    /** The push before it once more, under its webhook-id. */
    REPEATED_ID,
    /** The list before it once more, under another webhook-id. */
    REPEATED_LIST,
    /** A list from earlier. */
    OLDER_LIST
  }

  /**
   * @param editedMs epoch ms
   */
  public record ListedAction(int number, long order, long editedMs) {}
}
