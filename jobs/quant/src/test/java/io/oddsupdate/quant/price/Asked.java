package io.oddsupdate.quant.price;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks as the command line does; requests may be written with single quotes. */
final class Asked {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Asked() {}

  static JsonNode one(String request) {
    List<JsonNode> answers = all(ModelVersions.shipped(), request);
    if (answers.size() != 1) {
      throw new AssertionError("one answer expected, got " + answers);
    }
    return answers.get(0);
  }

  static List<JsonNode> all(ModelVersions versions, String requests) {
    return raw(versions, requests.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static List<JsonNode> raw(ModelVersions versions, byte[] requests) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      new Exchange(versions).run(new ByteArrayInputStream(requests), output);
      List<JsonNode> answers = new ArrayList<>();
      for (String line : output.toString(StandardCharsets.UTF_8).lines().toList()) {
        answers.add(JSON.readTree(line));
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode outcome(JsonNode market, String name) {
    for (JsonNode outcome : market.path("outcomes")) {
      if (outcome.path("name").asText().equals(name)) {
        return outcome;
      }
    }
    throw new AssertionError("no outcome " + name + " in " + market);
  }
}
