package io.oddsupdate.local.platform;

import io.oddsupdate.local.feed.SimulatedFeed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a user chose, from the variables of {@code make run} and {@code make demo}.
 *
 * @param home the repository's root
 * @param data the folder of every server's data, of checkpoints and of logs
 * @param keep whether the data of the last run is resumed
 * @param speed how many seconds of a game pass in one second
 * @param rate accepted events a second, instead of a speed
 * @param feed a recorded feed, instead of the simulator
 */
public record PlatformSettings(
    Path home,
    Path data,
    Ports ports,
    Endpoints endpoints,
    boolean keep,
    double speed,
    int games,
    long seed,
    Optional<Integer> rate,
    Optional<Path> feed,
    String format,
    boolean chaos,
    Optional<String> sabotage) {

  private static final String FORMAT = "nba-livedata";

  /** At this pace a simulated game of two and a half hours lasts 75 seconds. */
  private static final double DEFAULT_SPEED = 120;

  private static final int DEFAULT_GAMES = 4;
  private static final int MOST_GAMES = 12;
  private static final int HIGHEST_RATE = 1_000;

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException naming every variable that is wrong
   */
  public static PlatformSettings read(Map<String, String> environment, Path home) {
    Variables variables = new Variables(environment);
    Ports ports = Ports.read(variables);
    Endpoints endpoints = Endpoints.read(variables, ports);
    String format = variables.text("FORMAT").orElse(FORMAT);
    if (!format.equals(FORMAT)) {
      variables.problem("FORMAT=" + format + ": the one format that is known is " + FORMAT);
    }
    Optional<Path> feed = variables.file("FEED");
    boolean chaos = variables.flag("CHAOS");
    Optional<Integer> rate =
        variables.text("RATE").map(text -> variables.count("RATE", 1, HIGHEST_RATE));
    int games = variables.count("GAMES", rate.isPresent() ? MOST_GAMES : DEFAULT_GAMES, MOST_GAMES);
    double speed = variables.factor("SPEED", DEFAULT_SPEED);
    if (rate.isPresent()) {
      if (variables.text("SPEED").isPresent() || feed.isPresent() || chaos) {
        variables.problem(
            "RATE: it takes simulated games at their own pace; leave out SPEED, FEED and CHAOS");
      }
      speed = SimulatedFeed.speedFor(rate.get(), games);
    }
    PlatformSettings settings =
        new PlatformSettings(
            home,
            variables.text("DATA").map(Path::of).orElse(home.resolve("target/local")),
            ports,
            endpoints,
            variables.flag("KEEP"),
            speed,
            games,
            variables.seed("SEED", 2026),
            rate,
            feed,
            format,
            chaos,
            variables.text("SABOTAGE"));
    variables.done();
    return settings;
  }
}
