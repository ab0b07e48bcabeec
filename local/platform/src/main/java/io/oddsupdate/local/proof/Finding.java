package io.oddsupdate.local.proof;

/**
 * One record that is not what it should be.
 *
 * @param where coordinates of the record found, or of what should have led to it
 * @param detail what differs, readable
 */
public record Finding(Kind kind, String identity, String where, String detail) {
  /** How a record can be wrong. */
  public enum Kind {
    MISSING,
    EXTRA,
    DIFFERENT
  }
}
