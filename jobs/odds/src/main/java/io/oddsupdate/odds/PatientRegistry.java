package io.oddsupdate.odds;

import io.oddsupdate.schemas.RegistryUnavailableException;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry that is waited for: while it is down, slow or confused, it is asked again until
 * it answers. Waiting ends early only by an interrupt, which is how Flink cancels a task.
 */
public final class PatientRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(PatientRegistry.class);

  /** Short enough to go on at once when it is back, long enough not to press a starting server. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** One line for each this many questions that nobody answered. */
  private static final int LOG_EVERY = 20;

  private final String url;
  private final SchemaRegistry registry;

  public PatientRegistry(String url) {
    this.url = url;
    this.registry = new SchemaRegistry(url);
  }

  /** The schema of an id; empty only if the registry answers that there is none. */
  public Optional<Schema> byId(int id) throws InterruptedException {
    return ask("schema id " + id, () -> registry.byId(id));
  }

  /**
   * The id of our schema for a topic's values; waits until it is registered, because schemas are
   * registered by a deployment and never by a job.
   */
  public int idFor(Topics.Topic topic) throws InterruptedException {
    String subject = topic.subject();
    // The file's schema, as a deployment registers it: a generated class's has properties more.
    Schema schema = topic.schema();
    for (int attempt = 0; ; attempt++) {
      Optional<Integer> id = ask("subject " + subject, () -> registry.idOf(subject, schema));
      if (id.isPresent()) {
        return id.get();
      }
      if (attempt % LOG_EVERY == 0) {
        LOG.warn("waiting_for=schema subject={} fix='bin/odds schemas push'", subject);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private interface Question<T> {
    T ask();
  }

  private <T> T ask(String what, Question<T> question) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        return question.ask();
      } catch (RegistryUnavailableException | IllegalStateException e) {
        // The latter is a 4xx other than "not found": a gateway or rights, not an answer about
        // the schema.
        if (Thread.interrupted()) {
          throw new InterruptedException("cancelled while waiting for the schema registry");
        }
        if (attempt % LOG_EVERY == 0) {
          LOG.warn("waiting_for=registry url={} question='{}' cause='{}'", url, what, e.toString());
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    }
  }
}
