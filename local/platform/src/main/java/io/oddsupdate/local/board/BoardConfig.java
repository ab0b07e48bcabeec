package io.oddsupdate.local.board;

/**
 * Where the board listens and what it reads.
 *
 * @param port on the loopback address; 0 takes any free one
 * @param edgeBootstrap Kafka that carries the public updates
 * @param coreBootstrap Kafka that carries the raw log: the score is in no public update
 * @param registryUrl the Confluent API's root
 */
public record BoardConfig(
    int port, String edgeBootstrap, String coreBootstrap, String registryUrl, String league) {
  public BoardConfig {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port of the board must be 0..65535, got " + port);
    }
    requireText(edgeBootstrap, "edgeBootstrap");
    requireText(coreBootstrap, "coreBootstrap");
    requireText(registryUrl, "registryUrl");
    requireText(league, "league");
  }

  private static void requireText(String value, String field) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(field + " of the board must not be empty");
    }
  }
}
