package io.oddsupdate.local.existing;

import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import java.util.List;
import java.util.Optional;

/**
 * A schema registry that serves the Confluent API. Schemas of an earlier run are the same schemas:
 * they may stay.
 *
 * @param url the API's root
 */
public record ExistingRegistry(String url) implements ExistingServer {
  @Override
  public Optional<String> refusal() {
    try {
      if (new SchemaRegistry(url).subjects().isArray()) {
        return Optional.empty();
      }
    } catch (RegistryUnavailableException e) {
      return Optional.of(
          "SCHEMA_REGISTRY_URL=%s: no registry answers there (%s): start it, or correct the variable"
              .formatted(url, e.getMessage()));
    } catch (IllegalStateException e) {
      return Optional.of(notTheRoot(e.getMessage()));
    }
    return Optional.of(notTheRoot("it lists no subjects"));
  }

  private String notTheRoot(String why) {
    return "SCHEMA_REGISTRY_URL=%s: it must be the root of a Confluent API, such as http://host:8081, or http://host:8080/apis/ccompat/v7 of Apicurio (%s)"
        .formatted(url, why.strip());
  }

  @Override
  public List<String> remains() {
    return List.of();
  }
}
