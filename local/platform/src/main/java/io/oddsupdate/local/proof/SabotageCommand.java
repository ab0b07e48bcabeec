package io.oddsupdate.local.proof;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tampers with one record, so that a reconciliation can be seen to fail. */
@Command(
    name = "sabotage",
    mixinStandardHelpOptions = true,
    description =
        "Drops, doubles or changes one record at a hop; stop the jobs and the mirror first.")
public final class SabotageCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<hop>:<drop|double|change>")
  private String what;

  @Mixin private ProofOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Sabotage sabotage;
    try {
      sabotage = Sabotage.parse(what);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    System.out.println(sabotage.apply(options.config(System.getenv())));
    return 0;
  }
}
