package io.oddsupdate.quant.price;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.oddsupdate.pricing.odds.RefusedOddsException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;

/**
 * Answers a stream of requests, one JSON object a line, in their order; a request that cannot be
 * answered gets an error object and the stream goes on. Answers are written out whenever the input
 * pauses, so that two programs can talk through pipes. Blank lines have no answer.
 */
public final class Exchange {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectReader READER =
      JSON.readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // The last one of two would win silently.
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // No JSON, but what many programs write: read, so that the field can be named.
          .with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);
  private static final Pattern SOURCE = Pattern.compile(" *\\([^()]*\\[Source:.*", Pattern.DOTALL);
  private static final ObjectWriter WRITER = JSON.writer();

  /** What a line as a whole has as its field: a path is always a string. */
  static final String NO_FIELD = "";

  private final Operations operations;

  public Exchange(ModelVersions versions) {
    this.operations = new Operations(versions);
  }

  /** Until the end of the input. */
  public void run(InputStream input, OutputStream output) throws IOException {
    LineReader lines = new LineReader(input);
    try (BufferedOutputStream answers = new BufferedOutputStream(output, 1 << 16)) {
      while (lines.next(answers::flush)) {
        if (!lines.blank()) {
          answers.write(WRITER.writeValueAsBytes(answer(lines)));
          answers.write('\n');
        }
      }
    }
  }

  private ObjectNode answer(LineReader lines) throws IOException {
    if (lines.tooLong()) {
      return error(
          "line_too_long",
          NO_FIELD,
          "a line must have at most %d bytes".formatted(LineReader.LINE_MAX));
    }
    JsonNode request;
    try {
      request = READER.readValue(lines.buffer(), lines.start(), lines.length());
    } catch (JsonProcessingException e) {
      return error("malformed_json", NO_FIELD, malformed(e));
    }
    ObjectNode answer = answer(request);
    if (answer.has("error") && request.has("id")) {
      answer.set("id", request.get("id"));
    }
    return answer;
  }

  /** Where, and what of the parser's words is not about itself. */
  private static String malformed(JsonProcessingException e) {
    JsonLocation where = e.getLocation();
    String what = SOURCE.matcher(e.getOriginalMessage()).replaceAll("");
    return where == null
        ? "the line is no JSON: " + what
        : "the line is no JSON, column %d: %s".formatted(where.getColumnNr(), what);
  }

  private ObjectNode answer(JsonNode request) {
    try {
      return operations.answer(request);
    } catch (RefusedRequestException e) {
      return error(e.code(), e.field(), e.getMessage());
    } catch (RefusedOddsException e) {
      return error(e.code(), e.field(), e.getMessage());
    } catch (RuntimeException e) {
      // A fault of ours on one line must not cost the answers to the others.
      return error("internal_error", NO_FIELD, "this is a fault of the program: " + e);
    }
  }

  private static ObjectNode error(String code, String field, String message) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("error").put("code", code).put("field", field).put("message", message);
    return answer;
  }
}
