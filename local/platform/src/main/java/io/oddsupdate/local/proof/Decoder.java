package io.oddsupdate.local.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Decodes values by the schema id that they name. */
final class Decoder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaRegistry registry;

  Decoder(SchemaRegistry registry) {
    this.registry = registry;
  }

  <T extends SpecificRecord> List<Decoded<T>> all(List<LoggedRecord> records, Class<T> type) {
    return records.stream().map(record -> one(record, type)).toList();
  }

  private <T extends SpecificRecord> Decoded<T> one(LoggedRecord record, Class<T> type) {
    try {
      Schema writer = writer(record.value());
      return new Decoded<>(record, WireFormat.decode(record.value(), writer, type), null);
    } catch (UndecodableException e) {
      return new Decoded<>(record, null, e.getMessage());
    }
  }

  /** The record as JSON, for a person. */
  Optional<JsonNode> explain(byte[] value) {
    try {
      Schema writer = writer(value);
      return Optional.of(JSON.readTree(WireFormat.decodeGeneric(value, writer, writer).toString()));
    } catch (UndecodableException | IOException e) {
      return Optional.empty();
    }
  }

  private Schema writer(byte[] value) throws UndecodableException {
    int id = WireFormat.schemaId(value);
    return registry
        .byId(id)
        .orElseThrow(() -> new UndecodableException("the registry knows no schema " + id));
  }
}
