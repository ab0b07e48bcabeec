package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bytes that are compared as bytes and, where they differ, explained as what they mean.
 *
 * @param explain decodes the bytes for a person; empty where they mean nothing
 */
record Bytes(byte[] data, Function<byte[], Optional<JsonNode>> explain) {
  private static final int SHOWN_BYTES = 24;

  static Bytes plain(byte[] data) {
    return new Bytes(data, bytes -> Optional.empty());
  }

  Optional<JsonNode> meaning() {
    return data == null ? Optional.empty() : explain.apply(data);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(data, bytes.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    if (data == null) {
      return "null";
    }
    int shown = Math.min(data.length, SHOWN_BYTES);
    return data.length
        + " bytes "
        + HexFormat.of().formatHex(data, 0, shown)
        + (shown < data.length ? ".." : "");
  }
}
