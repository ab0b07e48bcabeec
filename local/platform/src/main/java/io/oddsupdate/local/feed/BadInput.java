package io.oddsupdate.local.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests that a vendor should not send, and what the adapter must say to each. */
public enum BadInput {
  MALFORMED_JSON(400, "malformed_json", true),
  WRONG_TYPE(422, "invalid_field", true),
  /** A game before reference data knows it; it is registered later and pushed again. */
  UNMAPPED_GAME(422, "mapping_missing", true),
  OVERSIZED_BODY(413, "oversized", true),
  STALE_TIMESTAMP(401, "", false),
  WRONG_SIGNATURE(401, "", false),
  UNKNOWN_VENDOR(404, "", false);

  private static final long STALE_SECONDS = 3600;

  private final int status;
  private final String reason;
  private final boolean deadLettered;

  BadInput(int status, String reason, boolean deadLettered) {
    this.status = status;
    this.reason = reason;
    this.deadLettered = deadLettered;
  }

  /** Whether the adapter keeps it in its dead letters; what is not authenticated is not kept. */
  public boolean deadLettered() {
    return deadLettered;
  }

  /** Whether this is the answer that it must get. */
  boolean expects(PushAnswer answer) {
    return answer instanceof PushAnswer.Refused refused
        && refused.status() == status
        && (reason.isEmpty() || refused.reason().equals(reason));
  }

  /**
   * @param list a list of a game, for the ones that are refused whatever they hold
   */
  PushClient.Request request(FeederConfig config, String webhookId, byte[] list) {
    URI events = config.events();
    return switch (this) {
      case MALFORMED_JSON ->
          PushClient.Request.honest(events, webhookId, Arrays.copyOf(list, list.length / 2));
      case WRONG_TYPE -> PushClient.Request.honest(events, webhookId, withTextForANumber(list));
      case UNMAPPED_GAME -> PushClient.Request.honest(events, webhookId, list);
      case OVERSIZED_BODY ->
          PushClient.Request.honest(events, webhookId, padded(list, config.oversizedBytes()));
      case STALE_TIMESTAMP -> new PushClient.Request(events, webhookId, list, STALE_SECONDS, false);
      case WRONG_SIGNATURE -> new PushClient.Request(events, webhookId, list, 0, true);
      case UNKNOWN_VENDOR ->
          PushClient.Request.honest(
              config.adapter().resolve("/v1/feeds/nobody/events"), webhookId, list);
    };
  }

  private static byte[] withTextForANumber(byte[] list) {
    return new String(list, StandardCharsets.UTF_8)
        .replaceFirst("\"actionNumber\":(\\d+)", "\"actionNumber\":\"number $1\"")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Blanks after the document: valid JSON, only too long. */
  private static byte[] padded(byte[] list, int length) {
    byte[] padded = Arrays.copyOf(list, Math.max(length, list.length));
    Arrays.fill(padded, list.length, padded.length, (byte) ' ');
    return padded;
  }
}
