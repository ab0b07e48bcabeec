package io.oddsupdate.local.feed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that a vendor shares with the adapter; signs as Standard Webhooks say. */
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";

  private final SecretKeySpec key;

  private WebhookSecret(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * @param text {@code whsec_} and base64; of several, parted by blanks, the first signs
   * @throws IllegalArgumentException where it is none; the secret is not named
   */
  public static WebhookSecret parse(String text) {
    String first = text == null ? "" : text.strip().split("\\s+")[0];
    if (!first.startsWith(PREFIX) || first.length() == PREFIX.length()) {
      throw new IllegalArgumentException(
          "WEBHOOK_SECRET_NBA_LIVEDATA must be whsec_ and base64 (e.g. of 24 random bytes)");
    }
    try {
      return new WebhookSecret(Base64.getDecoder().decode(first.substring(PREFIX.length())));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "WEBHOOK_SECRET_NBA_LIVEDATA is not base64 after whsec_", e);
    }
  }

  /** The header {@code webhook-signature}. */
  String sign(String webhookId, long timestampSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update((webhookId + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8));
      mac.update(ByteBuffer.wrap(body));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
