package io.oddsupdate.local.proof;

import java.util.List;

/**
 * How one of the contract's invariants fared.
 *
 * @param number the contract's
 * @param checked records or groups that were looked at; 0 means that it could not fail
 * @param violations the first ones, readable
 * @param note a figure that belongs to it, or empty
 */
public record InvariantResult(
    int number,
    String name,
    boolean ok,
    long checked,
    long violated,
    List<String> violations,
    String note) {

  /** Collects what a check finds. */
  static final class Check {
    private static final int SHOWN = 10;

    private final int number;
    private final String name;
    private final java.util.ArrayList<String> violations = new java.util.ArrayList<>();
    private long checked;
    private long violated;
    private String note = "";

    Check(int number, String name) {
      this.number = number;
      this.name = name;
    }

    void checked() {
      checked++;
    }

    void violated(String what) {
      violated++;
      if (violations.size() < SHOWN) {
        violations.add(what);
      }
    }

    Check note(String figure) {
      note = figure;
      return this;
    }

    InvariantResult result() {
      return new InvariantResult(
          number, name, violated == 0, checked, violated, List.copyOf(violations), note);
    }
  }
}
