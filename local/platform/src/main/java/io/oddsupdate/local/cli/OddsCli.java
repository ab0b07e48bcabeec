package io.oddsupdate.local.cli;

import io.oddsupdate.adapter.cli.DeadLettersCommand;
import io.oddsupdate.adapter.cli.GameControlCommand;
import io.oddsupdate.analytics.clickhouse.ClickHouseMigrateCommand;
import io.oddsupdate.local.proof.ReconcileCommand;
import io.oddsupdate.local.reference.RegisterCommand;
import io.oddsupdate.local.shadow.ShadowCommand;
import io.oddsupdate.mirror.MirrorCommand;
import io.oddsupdate.odds.enrich.HotCommand;
import io.oddsupdate.quant.EvaluateCommand;
import io.oddsupdate.quant.FitCommand;
import io.oddsupdate.quant.PriceCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One entry; each subcommand lives in the room that it belongs to. */
@Command(
    name = "odds",
    description = "The command line of the odds platform.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      MigrateCommand.class,
      ClickHouseMigrateCommand.class,
      SchemasCommand.class,
      RegisterCommand.class,
      GameControlCommand.class,
      HotCommand.class,
      DeadLettersCommand.class,
      MirrorCommand.class,
      ReconcileCommand.class,
      ShadowCommand.class,
      PriceCommand.class,
      EvaluateCommand.class,
      FitCommand.class,
    })
public final class OddsCli implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do");
  }

  /** Exits with the command's code; 2 where the command line or a setting is wrong. */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new OddsCli());
    command.setDefaultValueProvider(new ServerDefaults(System.getenv()));
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          System.err.println(message(failure));
          return failure instanceof IllegalArgumentException ? 2 : 1;
        });
    System.exit(command.execute(args));
  }

  /** What a person can act on; the rest is in the logs. */
  private static String message(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
