package io.oddsupdate.pricing.game;

import java.util.List;

/** What an event says. */
public sealed interface Payload {
  /**
   * An action on the field and the score after it.
   *
   * @param situation after the action; null where the vendor tells none
   * @param counts what it adds to players' counts
   */
  record Play(
      ActionType action,
      int homeScore,
      int awayScore,
      Situation situation,
      List<PlayerCount> counts)
      implements Payload {}

  /** A player's count in the whole game so far, as a vendor reports it. */
  record PlayerReport(PlayerCount count) implements Payload {}

  /** What a bookmaker quotes. */
  record Quoted(GameQuote quote) implements Payload {}

  /** The feed went down or came back. */
  record FeedReport(boolean up) implements Payload {}

  /**
   * A person's instruction.
   *
   * @param modelVersion of a pin; otherwise null
   */
  record Instruction(InstructionType type, String modelVersion) implements Payload {}

  /** Nothing that the fold uses: heartbeats, and the payload that a deletion does not carry. */
  record Nothing() implements Payload {}

  /** What a person can order. */
  enum InstructionType {
    SUSPEND,
    RESUME,
    ARCHIVE,
    /** Another version of the model prices the game from here on. */
    PIN_MODEL
  }
}
