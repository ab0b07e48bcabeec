package io.oddsupdate.local.platform;

import io.oddsupdate.adapter.cli.GameControlCommand;
import io.oddsupdate.local.feed.TraderDesk;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A trader who uses the command line: the same command as {@code bin/odds game}. */
final class CommandDesk implements TraderDesk {
  private final Endpoints endpoints;

  CommandDesk(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public void suspend(String gameId, String reason) {
    order("suspend", gameId, reason);
  }

  @Override
  public void resume(String gameId, String reason) {
    order("resume", gameId, reason);
  }

  private void order(String instruction, String gameId, String reason) {
    StringWriter output = new StringWriter();
    CommandLine command = new CommandLine(new GameControlCommand());
    command.setOut(new PrintWriter(output, true));
    command.setErr(new PrintWriter(output, true));
    int code =
        command.execute(
            instruction,
            gameId,
            "--reason",
            reason,
            "--by",
            "trader",
            "--core.bootstrap.servers",
            endpoints.core(),
            "--schema.registry.url",
            endpoints.registryUrl());
    if (code != 0) {
      throw new IllegalStateException(instruction + " of " + gameId + " failed: " + output);
    }
  }
}
