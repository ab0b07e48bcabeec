package io.oddsupdate.adapter;

import io.oddsupdate.adapter.http.WebhookSecrets;
import java.util.Locale;
import java.util.Map;

/**
 * What only the environment may hold.
 *
 * @param webhooks of the vendor, from {@code WEBHOOK_SECRET_<VENDOR>}
 * @param postgresPassword from {@code POSTGRES_PASSWORD}, may be empty
 */
public record AdapterSecrets(WebhookSecrets webhooks, String postgresPassword) {

  /**
   * Reads the secrets of a vendor's feed.
   *
   * @throws IllegalArgumentException naming the variable at fault, never its value
   */
  public static AdapterSecrets from(Map<String, String> environment, String vendor) {
    return new AdapterSecrets(
        webhooks(environment, vendor), environment.getOrDefault("POSTGRES_PASSWORD", ""));
  }

  /** The secrets that a vendor signs with. */
  public static WebhookSecrets webhooks(Map<String, String> environment, String vendor) {
    String name = variable(vendor);
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " must hold whsec_<base64>");
    }
    try {
      return WebhookSecrets.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static String variable(String vendor) {
    return "WEBHOOK_SECRET_" + vendor.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public String toString() {
    return "***";
  }
}
