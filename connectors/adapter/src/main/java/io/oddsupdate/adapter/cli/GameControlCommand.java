package io.oddsupdate.adapter.cli;

import io.oddsupdate.adapter.core.SchemaIds;
import io.oddsupdate.avro.raw.Command;
import io.oddsupdate.avro.raw.CommandType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.Headers;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.WireFormat;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Writes a person's instruction into a game's raw log, where it counts from its place on: {@code
 * game suspend|resume|archive|pin <game_id> --reason "..."}.
 */
@CommandLine.Command(
    name = "game",
    mixinStandardHelpOptions = true,
    description = "Suspends, resumes or archives a game, or pins the model that prices it.")
public final class GameControlCommand implements Callable<Integer> {
  private static final String VENDOR = "odds-update";
  private static final Pattern GAME_ID =
      Pattern.compile("([a-z]+)-\\d{8}-[a-z0-9]+-[a-z0-9]+(-\\d+)?");

  @Spec private CommandSpec spec;

  @Mixin private CoreOptions core;

  @Mixin private PinnedGame pinned;

  @Parameters(index = "0", description = "suspend, resume, archive or pin")
  private String instruction;

  @Parameters(index = "1", paramLabel = "<game_id>", description = "such as nba-20201223-gsw-bkn")
  private String gameId;

  @Option(names = "--reason", required = true, description = "why, for whoever reads the log")
  private String reason;

  @Option(
      names = "--model-version",
      description = "of pin: what prices the game from here on, such as nba-2026.2")
  private String modelVersion;

  @Option(
      names = "--by",
      defaultValue = "${sys:user.name}",
      description = "who orders it (default: ${DEFAULT-VALUE})")
  private String issuedBy;

  @Override
  public Integer call() throws ExecutionException, InterruptedException, SQLException {
    CommandType type = type();
    String league = league();
    if (type == CommandType.PIN_MODEL) {
      publish(league);
    }
    String topic = Topics.raw(league);
    RawEvent event = event(type, league);
    int schemaId = SchemaIds.idOf(new SchemaRegistry(core.registryUrl()), topic);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, bytes(gameId), WireFormat.encode(schemaId, event));
    record.headers().add(Headers.LEAGUE, bytes(league)).add(Headers.GAME_ID, bytes(gameId));
    Map<String, Object> properties = new HashMap<>(core.kafka());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      RecordMetadata written = producer.send(record).get();
      spec.commandLine()
          .getOut()
          .printf(
              "%s of %s is in the log: event_id=%s topic=%s partition=%d offset=%d%n",
              instruction,
              gameId,
              event.getEventId(),
              topic,
              written.partition(),
              written.offset());
      return 0;
    }
  }

  private CommandType type() {
    CommandType type =
        switch (instruction.toLowerCase(Locale.ROOT)) {
          case "suspend" -> CommandType.SUSPEND;
          case "resume" -> CommandType.RESUME;
          case "archive" -> CommandType.ARCHIVE;
          case "pin" -> CommandType.PIN_MODEL;
          default ->
              throw wrong(
                  "the instruction must be suspend, resume, archive or pin, got " + instruction);
        };
    if ((type == CommandType.PIN_MODEL) != (modelVersion != null)) {
      throw wrong("--model-version belongs to pin, and pin needs it");
    }
    return type;
  }

  private void publish(String league) throws SQLException {
    try {
      long version = pinned.override(gameId, league, modelVersion);
      spec.commandLine()
          .getOut()
          .printf("reference version %d of %s carries %s%n", version, gameId, modelVersion);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String league() {
    Matcher matcher = GAME_ID.matcher(gameId);
    if (!matcher.matches()) {
      throw wrong("the game id must be {league}-{yyyymmdd}-{away}-{home}, got " + gameId);
    }
    return matcher.group(1);
  }

  private RawEvent event(CommandType type, String league) {
    String id = UUID.randomUUID().toString();
    return RawEvent.newBuilder()
        .setEventId("command:" + id)
        .setVendor(VENDOR)
        .setLeague(league)
        .setGameId(gameId)
        .setVendorGameId(gameId)
        .setVendorEventId(id)
        .setOperation(Operation.ADD)
        .setVendorOrder(0)
        .setRevision(1)
        .setReceivedAt(Instant.now())
        .setStatus(EventStatus.LIVE)
        .setPayload(
            Command.newBuilder()
                .setType(type)
                .setModelVersion(modelVersion)
                .setIssuedBy(issuedBy)
                .setReason(reason)
                .build())
        .build();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
