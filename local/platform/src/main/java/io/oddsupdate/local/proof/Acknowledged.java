package io.oddsupdate.local.proof;

/** An event that the adapter told a vendor it has for good. */
public record Acknowledged(String eventId, long revision) {
  String identity() {
    return eventId + " r" + revision;
  }
}
