package io.oddsupdate.mirror;

/** The records that a person decided to leave out. */
interface SkipList {
  /** Asked only for a record that cannot be projected: a sound record always crosses. */
  boolean contains(RecordAddress address);
}
