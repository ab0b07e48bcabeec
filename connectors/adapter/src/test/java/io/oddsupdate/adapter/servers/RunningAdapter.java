package io.oddsupdate.adapter.servers;

import io.oddsupdate.adapter.AdapterConfig;
import io.oddsupdate.adapter.AdapterService;
import java.time.Clock;
import java.util.Map;

/** An adapter in this process and a vendor that pushes to it. */
public final class RunningAdapter implements AutoCloseable {
  private final AdapterService service;
  private final Vendor vendor;

  private RunningAdapter(AdapterService service) {
    this.service = service;
    this.vendor = new Vendor(service.port());
  }

  /** An adapter that serves. */
  public static RunningAdapter ready(Map<String, String> settings) {
    return ready(settings, Clock.systemUTC());
  }

  public static RunningAdapter ready(Map<String, String> settings, Clock clock) {
    RunningAdapter adapter = started(settings, clock);
    Await.until("adapter ready", adapter.service::ready);
    return adapter;
  }

  /** An adapter that may not serve yet. */
  public static RunningAdapter started(Map<String, String> settings, Clock clock) {
    return new RunningAdapter(
        AdapterService.start(AdapterConfig.parse(settings), Vendor.SECRETS, clock));
  }

  public AdapterService service() {
    return service;
  }

  public Vendor vendor() {
    return vendor;
  }

  /** The value of a metric's sample, or 0 where there is none. */
  public double metric(String sample) {
    return vendor
        .get("/metrics")
        .http()
        .body()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    service.close();
  }
}
