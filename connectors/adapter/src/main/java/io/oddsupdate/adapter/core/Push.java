package io.oddsupdate.adapter.core;

/**
 * One authenticated request.
 *
 * @param webhookId the vendor's name for it, the same on every retry
 * @param receivedAtMs epoch ms
 * @param contentType as sent, or null
 */
public record Push(String webhookId, long receivedAtMs, String contentType, Body body) {

  /** The bytes of a request. */
  public sealed interface Body {
    /** All of them. */
    record Whole(byte[] bytes) implements Body {}

    /**
     * More than the limit: the head, and what identifies the rest.
     *
     * @param sha256 of the whole body, hex
     */
    record Oversized(byte[] head, long length, String sha256) implements Body {}
  }
}
