"""The consumer in the hand-over file: one Java file that runs as it is."""

CONSUMER = r'''
import java.io.FileReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Prints every odds update: topic, partition, offset, and the update as JSON. */
public final class OddsConsumer {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final String registry;

  private OddsConsumer(String registry) {
    this.registry = registry;
  }

  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    try (FileReader file = new FileReader(arguments[0])) {
      properties.load(file);
    }
    String registry = (String) properties.remove("odds.schema.registry.url");
    List<String> topics = List.of(((String) properties.remove("odds.topics")).split(","));
    OddsConsumer consumer = new OddsConsumer(registry);
    try (KafkaConsumer<byte[], byte[]> kafka =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      kafka.subscribe(topics);
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : kafka.poll(Duration.ofSeconds(1))) {
          System.out.printf("%s/%d@%d %s%n", record.topic(), record.partition(), record.offset(),
              consumer.decode(record.value()));
        }
      }
    }
  }

  /** A zero byte, the schema's id in four bytes, Avro; a record without a value has none. */
  private GenericRecord decode(byte[] value) throws Exception {
    if (value == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    if (bytes.get() != 0) {
      throw new IllegalStateException("not the Confluent wire format");
    }
    Schema schema = schema(bytes.getInt());
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }

  private Schema schema(int id) throws Exception {
    Schema known = schemas.get(id);
    if (known == null) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id)).build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("registry: " + response.statusCode() + " for schema " + id);
      }
      known = new Schema.Parser().parse(field(response.body()));
      schemas.put(id, known);
    }
    return known;
  }

  /** The text of the answer's field "schema", without a JSON library. */
  private static String field(String json) {
    int from = json.indexOf('"', json.indexOf(':', json.indexOf("\"schema\"")) ) + 1;
    StringBuilder text = new StringBuilder();
    for (int i = from; json.charAt(i) != '"'; i++) {
      char c = json.charAt(i);
      if (c == '\\') {
        c = json.charAt(++i);
        if (c == 'u') {
          c = (char) Integer.parseInt(json.substring(i + 1, i + 5), 16);
          i += 4;
        } else if (c == 'n') {
          c = '\n';
        } else if (c == 't') {
          c = '\t';
        }
      }
      text.append(c);
    }
    return text.toString();
  }
}
'''.lstrip()
