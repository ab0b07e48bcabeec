package io.oddsupdate.local.simulator;

import java.util.List;

/**
 * One action of the feed: its ids and all its versions in time.
 *
 * @param number {@code actionNumber}
 * @param order {@code orderNumber}
 * @param truth what happened in the end; a phantom's own play, although it never happened
 */
record Publication(int number, long order, Play truth, List<Version> versions) {
  Publication {
    versions = List.copyOf(versions);
  }

  /**
   * @param atMs when the feed shows it
   * @param play null for a deletion
   * @param restamps whether the actions after it get its edit time, because their score changed
   */
  record Version(long atMs, Play play, boolean restamps) {}
}
