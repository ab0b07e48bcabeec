package io.oddsupdate.mirror;

import io.oddsupdate.avro.deadletter.DeadLetter;
import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code bin/odds mirror skip}: leaves out exactly one record that stops the mirror. Its dead
 * letter on Core is both the report and the permission: the mirror passes a record that it cannot
 * show only if that letter exists. A record that can be shown is not skipped, partners would get a
 * gap. Ends with 0 if the letter is there, 1 if the record is not to be skipped, 2 on wrong usage,
 * 3 if a server does not answer.
 */
@Command(
    name = "skip",
    description = {
      "Leave out exactly one record that stops the mirror.",
      "Its bytes go to dead-letters.odds with reason mirror_skipped; the mirror then passes it."
    },
    mixinStandardHelpOptions = true)
public final class MirrorSkipCommand implements Callable<Integer> {
  /** As for every dead letter: a longer record is cut, its length and hash tell. */
  private static final int KEPT_BYTES_MAX = 64 * 1024;

  @Spec private CommandSpec spec;

  @Option(names = "--topic", required = true, description = "An internal topic on Core.")
  private String topic;

  @Option(names = "--partition", required = true, description = "Its partition.")
  private int partition;

  @Option(names = "--offset", required = true, description = "The record's offset.")
  private long offset;

  @Option(
      names = "--core.bootstrap.servers",
      defaultValue = "127.0.0.1:${env:CORE_PORT:-19092}",
      description = "Core. Default: ${DEFAULT-VALUE}")
  private String coreServers;

  @Option(
      names = "--schema.registry.url",
      defaultValue = "http://127.0.0.1:${env:REGISTRY_PORT:-18081}/apis/ccompat/v7",
      description = "Core's registry. Default: ${DEFAULT-VALUE}")
  private String registryUrl;

  @Option(
      names = "--command-config",
      description = "Properties with which the Kafka client connects, such as security.protocol.")
  private Path clientConfig;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!OwnedTopics.isInternal(topic) || partition < 0 || offset < 0) {
      err.println("--topic must be one that the mirror reads, such as odds.updates.internal.nba,");
      err.println("--partition and --offset must not be negative.");
      return 2;
    }
    RecordAddress address = new RecordAddress(topic, partition, offset);
    SchemaRegistry registry = new SchemaRegistry(registryUrl);
    try {
      return skip(address, CoreRecords.open(coreServers, clientConfig), registry, out, err);
    } catch (KafkaException | RegistryUnavailableException e) {
      err.println("Nothing was skipped: " + e.getMessage());
      return 3;
    }
  }

  private static int skip(
      RecordAddress address,
      CoreRecords core,
      SchemaRegistry registry,
      PrintWriter out,
      PrintWriter err) {
    if (core.skips(registry).contains(address)) {
      out.println(address + " is skipped already.");
      return 0;
    }
    Optional<ConsumerRecord<byte[], byte[]>> record = core.read(address);
    if (record.isEmpty()) {
      err.println("There is no committed record at " + address + ": look up the offset again.");
      return 1;
    }
    Optional<String> fault = PublicSchemas.fault(record.get().value(), registry);
    if (fault.isEmpty()) {
      err.println(address + " can be shown to partners; it is not what stops the mirror.");
      return 1;
    }
    DeadLetter letter = letter(record.get(), fault.get());
    core.write(Topics.DEAD_LETTERS_ODDS, address.topic(), encoded(letter, registry));
    out.println(
        address
            + " is left out ("
            + fault.get()
            + "); its bytes are in "
            + Topics.DEAD_LETTERS_ODDS
            + ", reason "
            + DeadLetterSkips.REASON
            + ".");
    return 0;
  }

  private static byte[] encoded(DeadLetter letter, SchemaRegistry registry) {
    Topics.Topic topic =
        Topics.load().all().stream()
            .filter(candidate -> candidate.name().equals(Topics.DEAD_LETTERS_ODDS))
            .findFirst()
            .orElseThrow();
    int id =
        registry
            .idOf(topic.subject(), topic.schema())
            .orElseThrow(
                () ->
                    new RegistryUnavailableException(
                        "subject "
                            + topic.subject()
                            + " is not registered: run bin/odds schemas push",
                        null));
    return WireFormat.encode(id, letter);
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String fault) {
    byte[] value = record.value();
    int kept = Math.min(value.length, KEPT_BYTES_MAX);
    return DeadLetter.newBuilder()
        .setReason(DeadLetterSkips.REASON)
        .setDetail(fault)
        .setSource(record.topic())
        .setTopic(record.topic())
        .setPartition(record.partition())
        .setOffset(record.offset())
        .setKey(record.key() == null ? null : ByteBuffer.wrap(record.key()))
        .setBytes(ByteBuffer.wrap(value, 0, kept))
        .setLength(value.length)
        .setSha256(sha256(value))
        .setAt(Clock.systemUTC().instant())
        .build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
