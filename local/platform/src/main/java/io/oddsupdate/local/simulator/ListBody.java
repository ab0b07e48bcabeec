package io.oddsupdate.local.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A liveData document around actions that are already JSON. */
public final class ListBody {
  /** The vendor writes its own time without a zone; its clocks stand in New York. */
  private static final DateTimeFormatter VENDOR_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneId.of("America/New_York"));

  private ListBody() {}

  /** The document as the vendor writes it at {@code at}. */
  public static byte[] of(String vendorGameId, Instant at, List<byte[]> actions) {
    int size = 256 + actions.size();
    for (byte[] action : actions) {
      size += action.length;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(size);
    body.writeBytes(
        ("{\"meta\":{\"version\":1,\"code\":200,\"request\":\"http://nba.cloud/games/"
                + vendorGameId
                + "/playbyplay?Format=json\",\"time\":\""
                + VENDOR_TIME.format(at)
                + "\"},\"game\":{\"gameId\":\""
                + vendorGameId
                + "\",\"actions\":[")
            .getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < actions.size(); i++) {
      if (i > 0) {
        body.write(',');
      }
      body.writeBytes(actions.get(i));
    }
    body.writeBytes("]}}".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
