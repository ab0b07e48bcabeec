package io.oddsupdate.local.servers;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.OutputStream;

/** What a statement answered; it holds memory of the engine until it is closed. */
final class EngineResult implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final ChDb library;
  private final Pointer result;

  EngineResult(ChDb library, Pointer result) {
    this.library = library;
    this.result = result;
  }

  long length() {
    return library.chdb_result_length(result);
  }

  /** The header {@code X-ClickHouse-Summary}. */
  String summary() {
    return """
        {"read_rows":"%d","read_bytes":"%d","written_rows":"%d","written_bytes":"%d",\
        "total_rows_to_read":"%d","result_rows":"%d","result_bytes":"%d","elapsed_ns":"%d"}"""
        .formatted(
            library.chdb_result_storage_rows_read(result),
            library.chdb_result_storage_bytes_read(result),
            library.chdb_result_rows_written(result),
            library.chdb_result_bytes_written(result),
            library.chdb_result_storage_rows_read(result),
            library.chdb_result_rows_read(result),
            library.chdb_result_bytes_read(result),
            (long) (library.chdb_result_elapsed(result) * 1e9));
  }

  void writeTo(OutputStream out) throws IOException {
    long length = length();
    Pointer buffer = length == 0 ? null : library.chdb_result_buffer(result);
    byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
    for (long at = 0; at < length; at += chunk.length) {
      int now = (int) Math.min(chunk.length, length - at);
      buffer.read(at, chunk, 0, now);
      out.write(chunk, 0, now);
    }
  }

  @Override
  public void close() {
    library.chdb_destroy_query_result(result);
  }
}
