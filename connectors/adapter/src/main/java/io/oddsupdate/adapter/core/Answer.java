package io.oddsupdate.adapter.core;

import java.util.List;

/** What a feed answers to a push. */
public sealed interface Answer {
  /**
   * The raw log has every accepted event, and the dead letters every unusable payload, for good.
   *
   * @param accepted ordered by game, within a game in log order
   * @param duplicates actions that the log already had
   */
  record Accepted(List<AcceptedEvent> accepted, int duplicates, List<Unusable> deadLettered)
      implements Answer {
    public Accepted {
      accepted = List.copyOf(accepted);
      deadLettered = List.copyOf(deadLettered);
    }
  }

  /** Nothing of the push could be used; the dead letters have it for good. */
  record Rejected(List<Unusable> deadLettered) implements Answer {
    public Rejected {
      deadLettered = List.copyOf(deadLettered);
    }
  }

  /** Nothing was written that the vendor may rely on: the same push again is right and harmless. */
  record Unavailable(String why) implements Answer {}
}
