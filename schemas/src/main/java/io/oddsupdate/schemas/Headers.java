package io.oddsupdate.schemas;

/** Names of the Kafka headers; every value is UTF-8 text. */
public final class Headers {
  public static final String LEAGUE = "league";
  public static final String GAME_ID = "game_id";

  /** Player markets only. */
  public static final String PLAYER_ID = "player_id";

  /** Internal only: names what priced the update. */
  public static final String MODEL_VERSION = "model_version";

  /** Internal only, epoch ms: when the platform accepted the event; differs between two runs. */
  public static final String RECEIVED_AT = "received_at";

  /** Internal only, epoch ms; differs between two runs. */
  public static final String COMPUTED_AT = "computed_at";

  /** Internal only: {@code fresh} or {@code cached}; differs between two runs. */
  public static final String ENRICHMENT = "enrichment";

  /** Internal only: W3C trace context; differs between two runs. */
  public static final String TRACEPARENT = "traceparent";

  /** On raw events: the push that brought the event, for idempotent answers after a restart. */
  public static final String WEBHOOK_ID = "webhook_id";

  private Headers() {}
}
