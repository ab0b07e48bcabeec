package io.oddsupdate.adapter.vendor.nba;

import com.fasterxml.jackson.databind.JsonNode;
import io.oddsupdate.adapter.core.PayloadField;
import io.oddsupdate.adapter.core.UnusableException;
import io.oddsupdate.adapter.core.VendorFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads {@code {"meta":{"time":...},"game":{"gameId":...,"actions":[...]}}}. Fields nobody asks for
 * are ignored. One action that cannot be read makes the whole list unusable: applying the rest
 * would delete the action, and the image would no longer be what the vendor said.
 */
public final class LiveDataFormat implements VendorFormat {
  public static final String VENDOR = "nba-livedata";

  /** The vendor writes {@code meta.time} without a zone; its clocks stand in New York. */
  private static final ZoneId VENDOR_ZONE = ZoneId.of("America/New_York");

  /** Goes into event ids, where a colon separates. */
  private static final Pattern GAME_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public PlayByPlay read(JsonNode payload) throws UnusableException {
    PayloadField root = PayloadField.root(payload);
    Instant publishedAt = publishedAt(root.object("meta"));
    PayloadField game = root.object("game");
    String gameId = game.text("gameId");
    if (!GAME_ID.matcher(gameId).matches()) {
      throw game.child("gameId").wrong("1 to 64 letters, digits, - or _");
    }
    return new PlayByPlay(gameId, publishedAt, actions(game));
  }

  private static List<Action> actions(PayloadField game) throws UnusableException {
    List<PayloadField> fields = game.objects("actions");
    List<Action> actions = new ArrayList<>(fields.size());
    Map<Long, String> seen = new HashMap<>();
    for (PayloadField field : fields) {
      Action action = Action.read(field);
      String earlier = seen.putIfAbsent(action.number(), field.path());
      if (earlier != null) {
        throw field.child("actionNumber").wrong("unique in the list, and " + earlier + " has it");
      }
      actions.add(action);
    }
    return actions;
  }

  private static Instant publishedAt(PayloadField meta) throws UnusableException {
    String time = meta.text("time").replace(' ', 'T');
    try {
      boolean zoned = time.endsWith("Z") || time.lastIndexOf('+') > 0 || time.lastIndexOf('-') > 7;
      return zoned
          ? OffsetDateTime.parse(time).toInstant()
          : LocalDateTime.parse(time).atZone(VENDOR_ZONE).toInstant();
    } catch (DateTimeException e) {
      throw meta.child("time")
          .wrong("a time such as 2020-12-22 23:23:42.771674 (New York) or 2020-12-23T04:23:42Z");
    }
  }
}
