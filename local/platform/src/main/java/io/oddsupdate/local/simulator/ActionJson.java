package io.oddsupdate.local.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.oddsupdate.pricing.reference.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Writes actions with the fields of the liveData play-by-play. */
final class ActionJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter TENTHS = utc("yyyy-MM-dd'T'HH:mm:ss.S'Z'");
  private static final DateTimeFormatter SECONDS = utc("yyyy-MM-dd'T'HH:mm:ss'Z'");

  private final GamePlan plan;

  ActionJson(GamePlan plan) {
    this.plan = plan;
  }

  /**
   * What an action shows besides its play.
   *
   * @param shotNumber number of the missed shot of a rebound, 0 for none
   */
  record Shown(
      int number,
      long order,
      long editedMs,
      int home,
      int away,
      int playerPoints,
      int shotNumber) {}

  byte[] write(Play play, Shown shown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(700);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("actionNumber", shown.number());
      json.writeStringField("clock", clock(play.clockTenths()));
      json.writeStringField("timeActual", TENTHS.format(Instant.ofEpochMilli(play.atMs())));
      json.writeNumberField("period", play.period());
      json.writeStringField("periodType", play.period() <= 4 ? "REGULAR" : "OVERTIME");
      writeWho(json, play);
      json.writeNumberField("possession", teamId(play.possession()));
      json.writeStringField("scoreHome", Integer.toString(shown.home()));
      json.writeStringField("scoreAway", Integer.toString(shown.away()));
      json.writeStringField("edited", SECONDS.format(Instant.ofEpochMilli(shown.editedMs())));
      json.writeNumberField("orderNumber", shown.order());
      json.writeNumberField("isFieldGoal", play.isFieldGoal() ? 1 : 0);
      writeShot(json, play, shown);
      if (play.text() != null) {
        json.writeStringField(
            "description", play.text().replace("{pts}", Integer.toString(shown.playerPoints())));
      }
      writePeople(json, play);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void writeWho(JsonGenerator json, Play play) throws IOException {
    if (play.side() != null) {
      json.writeNumberField("teamId", teamId(play.side()));
      json.writeStringField("teamTricode", team(play.side()).tricode());
    }
    json.writeStringField("actionType", play.type());
    if (play.subType() != null) {
      json.writeStringField("subType", play.subType());
    }
    if (play.descriptor() != null) {
      json.writeStringField("descriptor", play.descriptor());
    }
    json.writeArrayFieldStart("qualifiers");
    for (String qualifier : play.qualifiers()) {
      json.writeString(qualifier);
    }
    json.writeEndArray();
    json.writeNumberField("personId", play.player() == null ? 0 : play.player().personId());
    if (!play.details().containsKey("x")) {
      json.writeNullField("x");
      json.writeNullField("y");
    }
  }

  private static void writeShot(JsonGenerator json, Play play, Shown shown) throws IOException {
    if (play.made() != null) {
      json.writeStringField("shotResult", play.made() ? "Made" : "Missed");
      if (play.made()) {
        json.writeNumberField("pointsTotal", shown.playerPoints());
      }
    }
    if (shown.shotNumber() > 0) {
      json.writeNumberField("shotActionNumber", shown.shotNumber());
    }
    for (Map.Entry<String, Object> detail : play.details().entrySet()) {
      json.writeFieldName(detail.getKey());
      json.writeObject(detail.getValue());
    }
  }

  private static void writePeople(JsonGenerator json, Play play) throws IOException {
    if (play.player() != null) {
      json.writeStringField("playerName", play.player().familyName());
      json.writeStringField("playerNameI", play.player().nameWithInitial());
    }
    json.writeArrayFieldStart("personIdsFilter");
    if (play.player() != null) {
      json.writeNumber(play.player().personId());
    }
    for (Map.Entry<String, Object> detail : play.details().entrySet()) {
      if (detail.getKey().endsWith("PersonId") && detail.getValue() instanceof Long id) {
        json.writeNumber(id);
      }
    }
    json.writeEndArray();
  }

  private SimulatedTeam team(Side side) {
    return side == Side.HOME ? plan.home() : plan.away();
  }

  private long teamId(Side side) {
    return side == null ? 0 : team(side).teamId();
  }

  private static String clock(int tenths) {
    return String.format(
        Locale.ROOT, "PT%02dM%02d.%d0S", tenths / 600, tenths / 10 % 60, tenths % 10);
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
