package io.oddsupdate.adapter.core;

import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;

/**
 * The ids under which the two topics' schemas are registered.
 *
 * @param raw of {@code raw.events.{league}-value}
 * @param deadLetters of {@code dead-letters.ingest-value}
 */
public record SchemaIds(int raw, int deadLetters) {
  /**
   * Looks the ids up; schemas are registered at deploy time, never here.
   *
   * @throws io.oddsupdate.schemas.RegistryUnavailableException if the registry does not answer
   * @throws IllegalStateException if a schema is not registered yet
   */
  public static SchemaIds lookUp(SchemaRegistry registry, String league) {
    return new SchemaIds(
        idOf(registry, Topics.raw(league)), idOf(registry, Topics.DEAD_LETTERS_INGEST));
  }

  /** The id of a topic's value schema. */
  public static int idOf(SchemaRegistry registry, String topicName) {
    Topics.Topic topic =
        Topics.load().all().stream()
            .filter(candidate -> candidate.name().equals(topicName))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("topics.yaml has no topic " + topicName));
    return registry
        .idOf(topic.subject(), topic.schema())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the registry has no such schema under "
                        + topic.subject()
                        + ": push the schemas first"));
  }
}
