package io.oddsupdate.pricing.game;

/** What an event says. */
public sealed interface Payload {
  /**
   * An action on the field and the score after it.
   *
   * @param scorer the player credited with {@code points}, or null
   */
  record Play(ActionType action, int homeScore, int awayScore, int points, String scorer)
      implements Payload {}

  /** The feed went down or came back. */
  record FeedReport(boolean up) implements Payload {}

  /** A person's instruction. */
  record Instruction(InstructionType type) implements Payload {}

  /** Nothing that the fold uses: heartbeats, and the payload that a deletion does not carry. */
  record Nothing() implements Payload {}

  /** What a person can order. */
  enum InstructionType {
    SUSPEND,
    RESUME,
    ARCHIVE
  }
}
