package io.oddsupdate.odds;

import java.nio.file.Path;

/** The odds job, with a sink that dies before a commit once the file HALT_MARKER names exists. */
final class HaltingOddsJob {
  private HaltingOddsJob() {}

  public static void main(String[] args) throws Exception {
    Path marker = Path.of(System.getenv("HALT_MARKER"));
    OddsJob.run(args, sink -> new HaltingSink<>(sink, marker));
  }
}
