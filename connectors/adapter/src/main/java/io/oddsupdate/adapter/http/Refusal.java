package io.oddsupdate.adapter.http;

import java.util.Locale;

/** Why a request is refused before it is authenticated; it is counted and never stored. */
enum Refusal {
  NOT_FOUND(404, "there is no such resource: push to /v1/feeds/{vendor}/events"),
  UNKNOWN_VENDOR(404, "no feed of this vendor is served here: correct the vendor in the address"),
  METHOD_NOT_ALLOWED(405, "use the method that the Allow header names"),
  MISSING_HEADER(401, "send webhook-id, webhook-timestamp and webhook-signature"),
  INVALID_HEADER(
      401, "webhook-id must be 1 to 128 letters, digits, - or _, webhook-timestamp epoch seconds"),
  STALE_TIMESTAMP(401, "webhook-timestamp is too far from now: sign again, and check the clock"),
  BAD_SIGNATURE(401, "webhook-signature does not match: sign id.timestamp.body, the raw bytes"),
  SLOW_BODY(408, "the body came too slowly: send it again"),
  ENDLESS_BODY(413, "the body is longer than is read: send smaller batches"),
  OVERLOADED(503, "too many bodies wait: send it again");

  private final int status;
  private final String detail;

  Refusal(int status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  int status() {
    return status;
  }

  String detail() {
    return detail;
  }

  /** The field at fault: a header, or empty. */
  String field() {
    return switch (this) {
      case STALE_TIMESTAMP -> "webhook-timestamp";
      case BAD_SIGNATURE -> "webhook-signature";
      case NOT_FOUND,
          UNKNOWN_VENDOR,
          METHOD_NOT_ALLOWED,
          MISSING_HEADER,
          INVALID_HEADER,
          SLOW_BODY,
          ENDLESS_BODY,
          OVERLOADED ->
          "";
    };
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
