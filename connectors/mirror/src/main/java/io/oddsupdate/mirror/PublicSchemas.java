package io.oddsupdate.mirror;

import io.oddsupdate.avro.internal.OddsUpdate;
import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * From the bytes of an internal update to those of its public image. Reads with the writer's schema
 * of Core's registry, writes under the id that the public subject has; looks up, never registers.
 * Used by one thread.
 */
final class PublicSchemas {
  private final SchemaRegistry core;
  private final SchemaRegistry edge;
  private final Patience patience;
  private final Map<String, Integer> publicIds = new HashMap<>();

  PublicSchemas(SchemaRegistry core, SchemaRegistry edge, Patience patience) {
    this.core = core;
    this.edge = edge;
    this.patience = patience;
  }

  /**
   * The public image of an internal update.
   *
   * @param publicTopic the topic it goes to
   * @throws UnprojectableException if these bytes cannot be shown; waiting does not help
   * @throws ConnectException if the public schema is not registered, which no record is to blame
   *     for
   */
  byte[] project(String publicTopic, byte[] internal) throws UnprojectableException {
    OddsUpdate update = decode(internal, id -> patience.ask(() -> core.byId(id)));
    return WireFormat.encode(publicId(publicTopic), PublicProjection.project(update));
  }

  /**
   * Why a value cannot be shown, or empty if it can.
   *
   * @throws RegistryUnavailableException if the registry does not answer
   */
  static Optional<String> fault(byte[] internal, SchemaRegistry core) {
    if (internal == null) {
      return Optional.empty();
    }
    try {
      PublicProjection.project(decode(internal, core::byId));
      return Optional.empty();
    } catch (UnprojectableException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static OddsUpdate decode(byte[] internal, IntFunction<Optional<Schema>> schemas)
      throws UnprojectableException {
    try {
      int id = WireFormat.schemaId(internal);
      Optional<Schema> writer = schemas.apply(id);
      if (writer.isEmpty()) {
        throw new UnprojectableException(
            "the registry knows no schema " + id + ": register the writer's schema", null);
      }
      return WireFormat.decode(internal, writer.get(), OddsUpdate.class);
    } catch (UndecodableException e) {
      throw new UnprojectableException(e.getMessage(), e);
    }
  }

  private int publicId(String topic) {
    Integer known = publicIds.get(topic);
    if (known != null) {
      return known;
    }
    Topics.Topic listed =
        Topics.load().of("edge").stream()
            .filter(candidate -> candidate.name().equals(topic))
            .findFirst()
            .orElseThrow(
                () -> new ConnectException(topic + " is not in topics.yaml: add its league there"));
    Schema schema = listed.schema();
    int id =
        patience
            .ask(() -> edge.idOf(listed.subject(), schema))
            .orElseThrow(
                () ->
                    new ConnectException(
                        "subject "
                            + listed.subject()
                            + " does not hold the public schema: run bin/odds schemas push"));
    publicIds.put(topic, id);
    return id;
  }
}
