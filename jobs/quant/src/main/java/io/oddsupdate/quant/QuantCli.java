package io.oddsupdate.quant;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of this room alone: they start in a fraction of the time that the whole command line
 * takes.
 */
@Command(
    name = "odds",
    description = "The pricing library on the command line.",
    mixinStandardHelpOptions = true,
    subcommands = {PriceCommand.class, EvaluateCommand.class, FitCommand.class})
public final class QuantCli {
  private QuantCli() {}

  /** Exits with the command's code; 2 where the command line is wrong. */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new QuantCli());
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          System.err.println(failure.getMessage() == null ? failure : failure.getMessage());
          return failure instanceof IllegalArgumentException ? 2 : 1;
        });
    System.exit(command.execute(args));
  }
}
