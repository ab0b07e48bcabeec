package io.oddsupdate.pricing.game;

/** Whether an event changes what is kept of its game. */
public enum Verdict {
  ACCEPTED,
  /** The same event id at the same revision. */
  DUPLICATE,
  /** The same event id at a lower revision than the one kept. */
  STALE_REVISION,
  /** The game was archived by an earlier instruction: nothing of it is kept any more. */
  ARCHIVED
}
