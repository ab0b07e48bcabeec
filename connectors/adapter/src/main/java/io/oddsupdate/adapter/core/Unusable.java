package io.oddsupdate.adapter.core;

/**
 * A payload that was dead-lettered.
 *
 * @param index of the payload in its batch, 0 for a single payload
 * @param field path of the field at fault, or empty
 */
public record Unusable(int index, Reason reason, String field, String detail) {
  static Unusable of(int index, UnusableException e) {
    return new Unusable(index, e.reason(), e.field(), e.detail());
  }
}
