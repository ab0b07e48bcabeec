package io.oddsupdate.local.cli;

import io.oddsupdate.schemas.IncompatibleSchemaException;
import io.oddsupdate.schemas.SchemaRegistry;
import io.oddsupdate.schemas.Topics;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Registers every topic's schema: at deploy time, so that jobs only look up. */
@Command(
    name = "push",
    description = "Registers every topic's value schema with its compatibility rule.",
    mixinStandardHelpOptions = true)
public final class SchemasPushCommand implements Callable<Integer> {
  @Option(
      names = "--schema.registry.url",
      defaultValue = "http://127.0.0.1:18081/apis/ccompat/v7",
      description = "root of the Confluent API; default: ${DEFAULT-VALUE}")
  private String url;

  @Override
  public Integer call() {
    try {
      push(new SchemaRegistry(url));
      return 0;
    } catch (IncompatibleSchemaException e) {
      System.err.println(e.getMessage());
      System.err.println("Change the schema so that readers of older records can go on.");
      return 1;
    }
  }

  /**
   * Registers what is not registered yet.
   *
   * @throws IncompatibleSchemaException if a subject's rule refuses a schema
   */
  public static void push(SchemaRegistry registry) throws IncompatibleSchemaException {
    for (Topics.Topic topic : Topics.load().all()) {
      int id = registry.register(topic.subject(), topic.schema());
      registry.setCompatibility(topic.subject(), topic.compatibility());
      System.out.println(topic.subject() + " id=" + id + " rule=" + topic.compatibility());
    }
  }
}
