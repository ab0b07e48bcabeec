package io.oddsupdate.pricing.game;

/** UOF event statuses. */
public enum EventStatus {
  NOT_STARTED,
  LIVE,
  SUSPENDED,
  ENDED,
  CLOSED,
  CANCELLED,
  DELAYED,
  INTERRUPTED,
  POSTPONED,
  ABANDONED
}
