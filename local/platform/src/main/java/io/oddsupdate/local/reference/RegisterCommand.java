package io.oddsupdate.local.reference;

import io.oddsupdate.lookup.RedisConfig;
import io.oddsupdate.lookup.Secret;
import io.oddsupdate.odds.enrich.HotStateStore;
import io.oddsupdate.pricing.market.League;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/odds games}: makes games known before their feeds start. */
@Command(
    name = "games",
    description = "Makes games known before their feeds start.",
    mixinStandardHelpOptions = true)
public final class RegisterCommand implements Runnable {
  /** For a person at a terminal: long enough for a slow network. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: games register");
  }

  @Command(
      name = "register",
      description = {
        "Registers the game of a recorded feed: teams and players from the file, prior from"
            + " ratings. The same file again changes nothing."
      })
  int register(
      @Option(names = "--feed", required = true, description = "file of the game's final list")
          Path feed,
      @Option(
              names = "--format",
              defaultValue = RecordedGame.FORMAT,
              description = "${DEFAULT-VALUE}")
          String format,
      @Option(
              names = "--postgres.url",
              defaultValue =
                  "${env:POSTGRES_URL:-jdbc:postgresql://127.0.0.1:${env:POSTGRES_PORT:-15432}/odds}",
              description = "JDBC; default: POSTGRES_URL, else the local platform's")
          String postgresUrl,
      @Option(names = "--postgres.user", defaultValue = "${env:POSTGRES_USER:-odds}")
          String postgresUser,
      @Option(
              names = "--redis.url",
              defaultValue = "${env:REDIS_URL:-redis://127.0.0.1:${env:REDIS_PORT:-16379}}",
              description = "default: REDIS_URL, else the local platform's")
          URI redisUrl) {
    GameSheet sheet;
    RedisConfig redis;
    try {
      sheet = RecordedGame.read(feed, format).sheet();
      redis = new RedisConfig(redisUrl, secret("REDIS_PASSWORD"), 1, PATIENCE);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(postgresUrl);
    postgres.setUser(postgresUser);
    postgres.setPassword(secret("POSTGRES_PASSWORD").value());
    try (HotStateStore hot = new HotStateStore(redis)) {
      long version = new GameRegistration(postgres, new RedisHotState(hot)).register(sheet);
      print(sheet, version);
      return 0;
    }
  }

  private void print(GameSheet sheet, long version) {
    RatingsPrior prior = RatingsPrior.of(League.of(sheet.league()), sheet.home(), sheet.away());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "game_id=%s reference_version=%d home=%s away=%s players=%d spread=%s total=%s%n",
        sheet.gameId(),
        version,
        sheet.home().tricode(),
        sheet.away().tricode(),
        sheet.home().players().size() + sheet.away().players().size(),
        prior.homeSpread(),
        prior.total());
    out.flush();
  }

  private static Secret secret(String variable) {
    String value = System.getenv(variable);
    return value == null ? Secret.NONE : new Secret(value);
  }
}
