package io.oddsupdate.adapter.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of Standard Webhooks: HMAC-SHA256 over {@code id.timestamp.body}, the body as raw
 * bytes. Computed while the body arrives, so that a body need not be kept to be authenticated.
 */
public final class WebhookSignature {
  private static final String VERSION = "v1,";

  /** Rotation needs two; a longer list is an attempt to guess. */
  private static final int MAX_SIGNATURES = 8;

  private final List<Mac> macs = new ArrayList<>();

  /**
   * @param timestamp epoch seconds, as sent
   */
  public WebhookSignature(WebhookSecrets secrets, String id, String timestamp) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    for (byte[] key : secrets.keys()) {
      Mac mac = mac(key);
      mac.update(head);
      macs.add(mac);
    }
  }

  /** Takes the next bytes of the body. */
  public void update(byte[] bytes) {
    macs.forEach(mac -> mac.update(bytes));
  }

  /**
   * Whether one of the signatures is right under one of the secrets. Takes the same time whichever
   * it is. Ends the computation.
   *
   * @param header signatures separated by spaces, such as {@code v1,<base64>}
   */
  public boolean matches(String header) {
    boolean matches = false;
    String[] signatures = header.strip().split(" +", MAX_SIGNATURES + 1);
    for (Mac mac : macs) {
      byte[] expected = encoded(mac.doFinal()).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < Math.min(signatures.length, MAX_SIGNATURES); i++) {
        byte[] given = signatures[i].getBytes(StandardCharsets.UTF_8);
        matches |= MessageDigest.isEqual(expected, given);
      }
    }
    return matches;
  }

  /** The header that a sender of a whole body sets, under the newest secret. */
  public static String sign(WebhookSecrets secrets, String id, String timestamp, byte[] body) {
    WebhookSignature signature = new WebhookSignature(secrets, id, timestamp);
    Mac newest = signature.macs.get(0);
    newest.update(body);
    return encoded(newest.doFinal());
  }

  private static String encoded(byte[] mac) {
    return VERSION + Base64.getEncoder().encodeToString(mac);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
