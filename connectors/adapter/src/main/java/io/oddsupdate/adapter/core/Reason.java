package io.oddsupdate.adapter.core;

import java.util.Locale;

/** Why authenticated input could not be used; the code is stable, people and tools filter by it. */
public enum Reason {
  /** The body is not JSON, is nested too deeply, or repeats a name within an object. */
  MALFORMED_JSON(400),
  /** A field is missing, has the wrong type or a value that the format does not know. */
  INVALID_FIELD(422),
  /** Reference data does not know the vendor's game; replay once it is mapped. */
  MAPPING_MISSING(422),
  /** The payload names a team that is none of the mapped game's two. */
  MAPPING_MISMATCH(422),
  /** The game ended so long ago that its image was dropped; nothing may be added to it. */
  GAME_CLOSED(422),
  /** The body is longer than {@code adapter.body.max-bytes}. */
  OVERSIZED(413);

  private final int status;

  Reason(int status) {
    this.status = status;
  }

  /** The code as dead letters, problem details and metrics carry it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status of a request that is unusable for this reason alone. */
  public int status() {
    return status;
  }
}
