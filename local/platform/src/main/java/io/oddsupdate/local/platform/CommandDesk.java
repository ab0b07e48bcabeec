package io.oddsupdate.local.platform;

import io.oddsupdate.adapter.cli.GameControlCommand;
import io.oddsupdate.local.feed.TraderDesk;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;

/** A trader who uses the command line: the same command as {@code bin/odds game}. */
final class CommandDesk implements TraderDesk {
  /** Longer than any server of ours needs to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

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

  /** A person whose order fails gives it again: a second one in the log changes nothing. */
  private void order(String instruction, String gameId, String reason) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<String> failure = tryOrder(instruction, gameId, reason);
    while (failure.isPresent()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            instruction + " of " + gameId + " failed: " + failure.get());
      }
      LockSupport.parkNanos(AGAIN_AFTER.toNanos());
      failure = tryOrder(instruction, gameId, reason);
    }
  }

  private Optional<String> tryOrder(String instruction, String gameId, String reason) {
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
    return code == 0 ? Optional.empty() : Optional.of(output.toString());
  }
}
