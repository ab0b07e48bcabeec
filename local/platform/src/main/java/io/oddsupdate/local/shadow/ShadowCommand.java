package io.oddsupdate.local.shadow;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/odds shadow}: what a version on trial would have said. */
@Command(
    name = "shadow",
    description = "What a model version on trial would have said.",
    mixinStandardHelpOptions = true,
    subcommands = ShadowReportCommand.class)
public final class ShadowCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: shadow report");
  }
}
