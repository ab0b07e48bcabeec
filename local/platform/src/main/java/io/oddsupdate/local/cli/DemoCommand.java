package io.oddsupdate.local.cli;

import io.oddsupdate.local.platform.Demo;
import io.oddsupdate.local.platform.LocalPlatform;
import io.oddsupdate.local.platform.PlatformSettings;
import io.oddsupdate.local.proof.Report;
import io.oddsupdate.local.proof.Sabotage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The bounded run with its proof; exits with 1 if one record is missing, extra or different. */
@Command(
    name = "demo",
    description = "A bounded run that ends with a reconciliation of every hop.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    PlatformSettings settings = PlatformSettings.read(System.getenv(), Home.folder());
    // Before anything starts: a typo should not cost a minute.
    settings.sabotage().ifPresent(Sabotage::parse);
    try (LocalPlatform platform = LocalPlatform.prepare(settings, System.getenv())) {
      Stopping.on(platform);
      platform.start();
      Report report = new Demo(settings, platform).run();
      System.out.println(Demo.verdict(report));
      return report.ok() ? 0 : 1;
    }
  }
}
