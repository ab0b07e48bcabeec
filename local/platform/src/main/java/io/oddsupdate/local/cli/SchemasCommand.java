package io.oddsupdate.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/odds schemas}: the contracts in the registry. */
@Command(
    name = "schemas",
    description = "The contracts in the schema registry.",
    mixinStandardHelpOptions = true,
    subcommands = SchemasPushCommand.class)
public final class SchemasCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: schemas push");
  }
}
