package io.oddsupdate.local.reference;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Everything that must be known of a game before its feed starts.
 *
 * @param scheduledStart the tip-off that was announced; its UTC day is part of the game's id
 */
public record GameSheet(
    String league,
    String vendor,
    String vendorGameId,
    Instant scheduledStart,
    TeamSheet home,
    TeamSheet away) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  public GameSheet {
    if (vendorGameId.isBlank()) {
      throw new IllegalArgumentException("vendorGameId is empty: give the vendor's game id");
    }
    if (home.vendorTeamId().equals(away.vendorTeamId())) {
      throw new IllegalArgumentException(
          "game " + vendorGameId + " has team " + home.vendorTeamId() + " on both sides");
    }
  }

  /** {@code {league}-{yyyymmdd of the scheduled start, UTC}-{away}-{home}}, lower case. */
  public String gameId() {
    return "%s-%s-%s-%s"
        .formatted(league, DAY.format(scheduledStart), away.tricode(), home.tricode())
        .toLowerCase(Locale.ROOT);
  }

  /** Our id of one of the vendor's teams or players: the league's prefix and the vendor's id. */
  public String ownId(String vendorId) {
    return league + "-" + vendorId;
  }
}
