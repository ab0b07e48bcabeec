package io.oddsupdate.local.proof;

import java.io.IOException;
import java.sql.SQLException;

/** Looks into a store for records that were not there the last time. */
interface StorePoll extends AutoCloseable {
  Hop hop();

  /** Notes what is new. Failures are for the next look. */
  void look() throws IOException, SQLException;

  @Override
  void close();
}
