package io.oddsupdate.adapter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dead-letters list} and {@code dead-letters replay}: what vendors sent in vain. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    subcommands = {DeadLettersListCommand.class, DeadLettersReplayCommand.class},
    description = "Shows and replays what was authenticated and could not be used.")
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say list or replay");
  }
}
