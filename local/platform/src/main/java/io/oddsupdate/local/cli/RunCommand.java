package io.oddsupdate.local.cli;

import io.oddsupdate.local.platform.EndlessRun;
import io.oddsupdate.local.platform.LocalPlatform;
import io.oddsupdate.local.platform.PlatformSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The whole platform, until it is stopped. */
@Command(
    name = "run",
    description = "Starts the whole platform, replays games and serves the board, until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    PlatformSettings settings = PlatformSettings.read(System.getenv(), Home.folder());
    try (LocalPlatform platform = LocalPlatform.prepare(settings, System.getenv())) {
      Stopping.on(platform);
      platform.start();
      new EndlessRun(settings, platform).run();
    }
    return 0;
  }
}
