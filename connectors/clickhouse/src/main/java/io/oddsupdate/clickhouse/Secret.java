package io.oddsupdate.clickhouse;

import java.io.Serializable;

/** A value that no log and no error message may show. */
public record Secret(String value) implements Serializable {
  public static final Secret NONE = new Secret("");

  public Secret {
    if (value == null) {
      throw new IllegalArgumentException("a secret must be given; an empty one means none");
    }
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "none" : "***";
  }
}
