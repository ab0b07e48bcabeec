package io.oddsupdate.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** One insert of one batch; the effect without any policy. */
final class Inserter implements AutoCloseable {
  private final Client client;
  private final String table;

  Inserter(ClickHouseSinkConfig config) {
    this.client = config.endpoint().open(config.requestTimeout());
    this.table = config.endpoint().database() + "." + config.table();
  }

  /** Empty once the server has the rows for good, else why it may not have them. */
  Optional<InsertFailure> insert(RowBatch<?> batch) throws InterruptedException {
    // async_insert is on by default since 26.7: the answer would come before the rows are written.
    InsertSettings settings =
        new InsertSettings()
            .serverSetting("async_insert", "0")
            .serverSetting("input_format_with_names_use_header", "1")
            .serverSetting("input_format_with_types_use_header", "1");
    try (InsertResponse answer =
        client
            .insert(table, batch.body(), ClickHouseFormat.RowBinaryWithNamesAndTypes, settings)
            .get()) {
      return Optional.empty();
    } catch (ExecutionException | RuntimeException e) {
      return Optional.of(InsertFailure.of(e));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
