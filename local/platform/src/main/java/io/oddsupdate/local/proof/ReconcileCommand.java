package io.oddsupdate.local.proof;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reconciles a platform that runs and has drained. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = "Compares every hop, record by record, with what raw log and decisions give.")
public final class ReconcileCommand implements Callable<Integer> {
  @Mixin private ProofOptions options;

  /** 0 where everything is exact, else 1. */
  @Override
  public Integer call() throws Exception {
    ProofConfig config = options.config(System.getenv());
    Report report = Reconciliation.run(config);
    ReportJson.write(report, config.report());
    System.out.print(ReportTable.of(report));
    return report.ok() ? 0 : 1;
  }
}
