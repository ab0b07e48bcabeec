package io.oddsupdate.lookup;

import java.io.Serializable;

/** A password that cannot be printed by accident. */
public record Secret(String value) implements Serializable {
  public static final Secret NONE = new Secret("");

  public Secret {
    if (value == null) {
      throw new IllegalArgumentException("a secret must not be null: use Secret.NONE");
    }
  }

  public boolean isPresent() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return "***";
  }
}
