package io.oddsupdate.adapter.http;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The secrets that a vendor may sign with; several while they are rotated. Never shown.
 *
 * @param keys as bytes, newest first
 */
public record WebhookSecrets(List<byte[]> keys) {
  private static final String PREFIX = "whsec_";

  /** The bounds that Standard Webhooks sets. */
  private static final int MIN_KEY_BYTES = 24;

  private static final int MAX_KEY_BYTES = 64;

  public WebhookSecrets {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("at least one secret is needed");
    }
    keys = List.copyOf(keys);
  }

  /**
   * Reads {@code whsec_<base64>}, several separated by spaces.
   *
   * @throws IllegalArgumentException naming the position, never the secret
   */
  public static WebhookSecrets parse(String text) {
    List<byte[]> keys = new ArrayList<>();
    for (String secret : text.strip().split("\\s+", -1)) {
      int position = keys.size() + 1;
      if (!secret.startsWith(PREFIX)) {
        throw new IllegalArgumentException("secret " + position + " must start with " + PREFIX);
      }
      keys.add(decode(secret.substring(PREFIX.length()), position));
    }
    return new WebhookSecrets(keys);
  }

  private static byte[] decode(String base64, int position) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("secret " + position + " must be base64", e);
    }
    if (key.length < MIN_KEY_BYTES || key.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "secret %d must have %d to %d bytes, has %d"
              .formatted(position, MIN_KEY_BYTES, MAX_KEY_BYTES, key.length));
    }
    return key;
  }

  @Override
  public String toString() {
    return "***";
  }
}
