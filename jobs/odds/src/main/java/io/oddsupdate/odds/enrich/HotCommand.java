package io.oddsupdate.odds.enrich;

import io.oddsupdate.lookup.MalformedValueException;
import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.Secret;
import io.oddsupdate.pricing.reference.Availability;
import io.oddsupdate.pricing.reference.PlayerHot;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/odds hot}: reads and writes players' hot state. */
@Command(
    name = "hot",
    description = "Reads and writes players' hot state: availability and form.",
    mixinStandardHelpOptions = true)
public final class HotCommand implements Runnable {
  /** For a person at a terminal: long enough for a slow network. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: hot set or hot get");
  }

  /** Which player, on which server. */
  static final class Target {
    @Option(names = "--league", required = true, description = "such as nba")
    private String league;

    @Option(
        names = "--player",
        required = true,
        description = "the player's id, ours, such as nba-201939")
    private String player;

    @Option(
        names = "--redis-url",
        defaultValue = "${env:REDIS_URL:-redis://127.0.0.1:${env:REDIS_PORT:-16379}}",
        description = "default: REDIS_URL, else the local platform's (${DEFAULT-VALUE})")
    private URI redisUrl;

    private HotStateStore open() {
      String password = System.getenv("REDIS_PASSWORD");
      return new HotStateStore(
          new RedisConfig(
              redisUrl, password == null ? Secret.NONE : new Secret(password), 1, PATIENCE));
    }
  }

  @Command(name = "set", description = "Writes the next version of a player's hot state.")
  int set(
      @Mixin Target target,
      @Option(names = "--availability", required = true, description = "${COMPLETION-CANDIDATES}")
          Availability availability,
      @Option(
              names = "--form",
              defaultValue = "1.0",
              description = "factor on the player's expected rate, positive")
          double form) {
    try (HotStateStore store = target.open()) {
      print(store.set(target.league, target.player, availability, form));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  @Command(name = "get", description = "Shows a player's hot state; exit code 1 if there is none.")
  int get(@Mixin Target target) throws MalformedValueException {
    try (HotStateStore store = target.open()) {
      Optional<PlayerHot> hot = store.get(target.league, target.player);
      if (hot.isEmpty()) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("player " + target.player + " of " + target.league + " has no hot state");
        err.flush();
        return 1;
      }
      print(hot.get());
      return 0;
    }
  }

  private void print(PlayerHot hot) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "player=%s version=%d availability=%s form=%s%n",
        hot.playerId(), hot.version(), hot.availability(), hot.form());
    out.flush();
  }
}
