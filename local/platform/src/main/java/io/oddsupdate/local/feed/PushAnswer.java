package io.oddsupdate.local.feed;

import java.util.List;

/** What the adapter said to a push, for good. */
public sealed interface PushAnswer {
  /**
   * 202.
   *
   * @param duplicates actions of the push that the raw log already had
   */
  record Taken(List<Acknowledged> accepted, int duplicates, List<DeadLettered> deadLettered)
      implements PushAnswer {
    public Taken {
      accepted = List.copyOf(accepted);
      deadLettered = List.copyOf(deadLettered);
    }
  }

  /**
   * 4xx: the same push again would be answered the same.
   *
   * @param reason the stable code of the problem, empty where it has none
   * @param detail what it says
   */
  record Refused(int status, String reason, String detail) implements PushAnswer {}

  /** An event that the raw log has for good. */
  record Acknowledged(String eventId, long revision) {}

  /** A payload of the push that went to the dead letters. */
  record DeadLettered(int index, String reason) {}
}
