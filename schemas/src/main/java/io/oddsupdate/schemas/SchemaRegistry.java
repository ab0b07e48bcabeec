package io.oddsupdate.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * A client of the Confluent registry API, which Apicurio serves too. Answers are cached for ever:
 * an id never changes its meaning. Jobs only look up; schemas are registered at deploy time.
 */
public final class SchemaRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** A registry that does not answer within this is down; callers wait and ask again. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The API's error code of an id without a schema. */
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final URI base;
  private final HttpClient http;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
  private final Map<String, Integer> bySubject = new ConcurrentHashMap<>();

  /**
   * @param url the API's root, such as {@code http://127.0.0.1:8081/apis/ccompat/v7}
   */
  public SchemaRegistry(String url) {
    this.base = URI.create(url.endsWith("/") ? url : url + "/");
    this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  }

  /**
   * The schema of an id, or empty if the registry itself answers that there is none: a 404 without
   * its code is of somebody between us, who knows nothing of schemas.
   *
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public Optional<Schema> byId(int id) {
    Schema known = byId.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    HttpResponse<String> answer = send(request("schemas/ids/" + id).GET().build());
    if (answer.statusCode() == 404 && errorCode(answer) == SCHEMA_NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.statusCode() == 404) {
      throw new RegistryUnavailableException(
          answer.uri() + " answered 404 without the registry's error code", null);
    }
    Schema schema = new Schema.Parser().parse(json(answer).path("schema").asText());
    byId.put(id, schema);
    return Optional.of(schema);
  }

  /**
   * The id under which a schema is registered for a subject, or empty if it is not registered.
   *
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public Optional<Integer> idOf(String subject, Schema schema) {
    Integer known = bySubject.get(subject + schema);
    if (known != null) {
      return Optional.of(known);
    }
    HttpResponse<String> answer = send(post("subjects/" + encode(subject), schema));
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    int id = json(answer).path("id").asInt();
    bySubject.put(subject + schema, id);
    return Optional.of(id);
  }

  /**
   * Registers a schema; the same schema again gives the same id.
   *
   * @throws IncompatibleSchemaException if the subject's compatibility rule refuses it
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public int register(String subject, Schema schema) throws IncompatibleSchemaException {
    HttpResponse<String> answer = send(post("subjects/" + encode(subject) + "/versions", schema));
    if (answer.statusCode() == 409) {
      throw new IncompatibleSchemaException(subject, answer.body());
    }
    return json(answer).path("id").asInt();
  }

  /** Sets a subject's compatibility rule, such as {@code BACKWARD_TRANSITIVE}. */
  public void setCompatibility(String subject, String level) {
    ObjectNode body = JSON.createObjectNode().put("compatibility", level);
    json(
        send(
            request("config/" + encode(subject))
                .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build()));
  }

  /** The registry's subjects; a cheap question that shows that it is up. */
  public JsonNode subjects() {
    return json(send(request("subjects").GET().build()));
  }

  private HttpRequest post(String path, Schema schema) {
    ObjectNode body = JSON.createObjectNode().put("schema", schema.toString());
    return request(path).POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(TIMEOUT)
        .header("Content-Type", MEDIA_TYPE);
  }

  private HttpResponse<String> send(HttpRequest request) {
    HttpResponse<String> answer;
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RegistryUnavailableException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking " + request.uri(), e);
    }
    if (answer.statusCode() >= 500) {
      throw new RegistryUnavailableException(
          request.uri() + " answered " + answer.statusCode(), null);
    }
    return answer;
  }

  /** 0 where the answer is not the registry's. */
  private static int errorCode(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body()).path("error_code").asInt();
    } catch (IOException e) {
      return 0;
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() >= 400) {
      throw new IllegalStateException(
          answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new RegistryUnavailableException(answer.uri() + " answered no JSON", e);
    }
  }

  private static String encode(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }
}
