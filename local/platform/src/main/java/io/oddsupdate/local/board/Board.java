package io.oddsupdate.local.board;

import io.oddsupdate.avro.edge.PublicOddsUpdate;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import io.oddsupdate.schemas.UndecodableException;
import io.oddsupdate.schemas.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The board, fed: prices from Edge, scores from Core's raw log. */
public final class Board implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private static final long REGISTRY_RETRY_MILLIS = 1_000;

  private final SchemaRegistry registry;
  private final BoardImage image;
  private final ScoreBoard scores = new ScoreBoard();
  private final BoardServer server;
  private final List<TopicTail> tails;

  private Board(BoardConfig config, Names names, Supplier<List<HopStatus>> hops)
      throws IOException {
    this.registry = new SchemaRegistry(config.registryUrl());
    this.image = new BoardImage(names);
    this.server = BoardServer.start(config.port(), image, hops);
    this.tails =
        List.of(
            new TopicTail(
                config.edgeBootstrap(), Topics.publicUpdates(config.league()), this::takeUpdate),
            new TopicTail(config.coreBootstrap(), Topics.raw(config.league()), this::takeRaw));
  }

  /**
   * Starts to read and to serve.
   *
   * @param hops the flow's health, asked once a second
   * @throws IOException if the port is taken; the message names the port and the setting
   */
  public static Board start(BoardConfig config, Names names, Supplier<List<HopStatus>> hops)
      throws IOException {
    return new Board(config, names, hops);
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    tails.forEach(TopicTail::close);
    server.close();
  }

  private void takeUpdate(ConsumerRecord<byte[], byte[]> record) {
    decode(record, PublicOddsUpdate.class).ifPresent(image::apply);
  }

  private void takeRaw(ConsumerRecord<byte[], byte[]> record) {
    decode(record, RawEvent.class)
        .ifPresent(
            event -> scores.take(event).ifPresent(score -> image.apply(event.getGameId(), score)));
  }

  /** What cannot be decoded is not shown; the flow's own checks report it. */
  private <T extends SpecificRecord> Optional<T> decode(
      ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      Optional<Schema> writer = writerOf(WireFormat.schemaId(record.value()));
      if (writer.isPresent()) {
        return Optional.of(WireFormat.decode(record.value(), writer.get(), type));
      }
    } catch (UndecodableException e) {
      LOG.warn(
          "event=not_shown topic={} partition={} offset={} reason=\"{}\"",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Schema> writerOf(int schemaId) {
    while (true) {
      try {
        return registry.byId(schemaId);
      } catch (RegistryUnavailableException e) {
        LOG.warn("event=registry_unavailable error=\"{}\"", e.getMessage());
        try {
          Thread.sleep(REGISTRY_RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          return Optional.empty();
        }
      }
    }
  }
}
