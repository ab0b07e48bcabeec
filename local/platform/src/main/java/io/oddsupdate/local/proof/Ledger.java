package io.oddsupdate.local.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a vendor was told that it need not send again. */
public interface Ledger {
  ObjectMapper JSON = new ObjectMapper();

  /**
   * Every acknowledged event, each once however often it was acknowledged.
   *
   * @throws IOException if the ledger cannot be read; the message names the line
   */
  Set<Acknowledged> read() throws IOException;

  /**
   * A file of JSON lines. An answer to a push lists what it acknowledged under {@code accepted},
   * each with {@code eventId} and {@code revision}; lines of other types acknowledge nothing. A
   * last line that was cut short is ignored: it never counted.
   */
  static Ledger of(Path file) {
    return () -> {
      Set<Acknowledged> acknowledged = new LinkedHashSet<>();
      List<String> lines =
          Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
      for (int i = 0; i < lines.size(); i++) {
        JsonNode line;
        try {
          line = JSON.readTree(lines.get(i));
        } catch (JsonProcessingException e) {
          if (i == lines.size() - 1) {
            continue;
          }
          throw new IOException("%s line %d is no JSON".formatted(file, i + 1), e);
        }
        for (JsonNode event : line.path("accepted")) {
          if (!event.path("eventId").isTextual() || !event.path("revision").isIntegralNumber()) {
            throw new IOException(
                "%s line %d: an accepted event wants eventId and revision, got %s"
                    .formatted(file, i + 1, event));
          }
          acknowledged.add(
              new Acknowledged(event.get("eventId").asText(), event.get("revision").asLong()));
        }
      }
      return acknowledged;
    };
  }
}
