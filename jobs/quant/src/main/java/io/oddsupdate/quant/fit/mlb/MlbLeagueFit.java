package io.oddsupdate.quant.fit.mlb;

import io.oddsupdate.pricing.model.Constants;
import io.oddsupdate.quant.archive.Archive;
import io.oddsupdate.quant.archive.DataFile;
import io.oddsupdate.quant.archive.MlbRunCounts;
import io.oddsupdate.quant.archive.MlbWinRate;
import io.oddsupdate.quant.archive.MlbWinRates;
import io.oddsupdate.quant.evaluate.MlbEvaluation;
import io.oddsupdate.quant.fit.Fitted;
import io.oddsupdate.quant.fit.LeagueFit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs to the end of half innings, and win rates where half innings begin. */
public final class MlbLeagueFit implements LeagueFit {
  @Override
  public List<DataFile> needed() {
    return List.of(MlbWinRates.FILE, MlbRunCounts.FILE);
  }

  @Override
  public Fitted fit(Constants start, Archive archive, boolean everything, Consumer<String> told) {
    Map<String, List<Double>> values = new TreeMap<>(start.values());
    MlbRunCounts.read(archive)
        .forEach((state, counts) -> values.put("runs_" + state, RunsToEndFit.row(counts)));
    Constants runs = new Constants(values);
    List<MlbWinRate> cells =
        MlbWinRates.read(archive).stream()
            .filter(MlbWinRate::startsHalfInning)
            .filter(cell -> everything || cell.inning() <= MlbEvaluation.LAST_FITTED)
            .toList();
    told.accept(
        "fitting to the win rates of %,d states; this takes minutes".formatted(cells.size()));
    List<Double> rates = start.values().get("inning_rates");
    WinRateFit.Strength fitted =
        WinRateFit.fit(
            runs,
            cells,
            new WinRateFit.Strength(
                start.number("home_edge", 0, 1),
                start.number("strength_spread", 0, 1),
                rates.get(0),
                rates.get(1)));
    return new Fitted(
        fitted.on(runs),
        "runs to the end of half innings and win rates of %d states where half innings begin%s, all games that Retrosheet has to 2023 (gregstoll/baseballstats); rates of innings 3 to 9 up to a factor, tango_control, plate_appearance and advances as before. The information used here was obtained free of charge from and is copyrighted by Retrosheet. Interested parties may contact Retrosheet at 20 Sunset Rd., Newark, DE 19711."
            .formatted(cells.size(), everything ? "" : " in innings 1 to 3 (later ones held out)"));
  }
}
