package io.oddsupdate.adapter.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a body into its payloads: one object, or an array of them. */
final class PayloadReader {
  /**
   * A payload and its own bytes, so that a dead letter holds exactly what can be replayed.
   *
   * @param json may be anything but an object; then it is unusable
   */
  record Slice(JsonNode json, byte[] bytes) {}

  private final ObjectMapper mapper;

  /**
   * @param maxDepth deepest nesting that is read
   */
  PayloadReader(int maxDepth) {
    JsonFactory factory =
        JsonFactory.builder()
            // Two values under one name: readers would disagree on which one counts.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(maxDepth).build())
            .build();
    this.mapper = new ObjectMapper(factory);
  }

  /**
   * @throws UnusableException if the body as a whole is not one JSON object or array
   */
  List<Slice> read(byte[] body) throws UnusableException {
    try (JsonParser parser = mapper.createParser(body)) {
      JsonToken first = parser.nextToken();
      List<Slice> slices = new ArrayList<>();
      if (first == JsonToken.START_OBJECT) {
        slices.add(new Slice(mapper.readTree(parser), body));
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          int from = (int) parser.currentTokenLocation().getByteOffset();
          JsonNode json = mapper.readTree(parser);
          int to = (int) parser.currentLocation().getByteOffset();
          slices.add(new Slice(json, Arrays.copyOfRange(body, from, to)));
        }
      } else {
        throw malformed("the body must be a JSON object or an array of objects");
      }
      if (parser.nextToken() != null) {
        throw malformed("the body must end after its first value");
      }
      if (slices.isEmpty()) {
        throw malformed("the batch is empty: send at least one payload");
      }
      return slices;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
      throw malformed("not readable as JSON" + where + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      // Bytes that are no UTF-8.
      throw malformed("not readable as JSON: " + e.getMessage());
    }
  }

  private static UnusableException malformed(String detail) {
    return new UnusableException(Reason.MALFORMED_JSON, "", detail);
  }
}
