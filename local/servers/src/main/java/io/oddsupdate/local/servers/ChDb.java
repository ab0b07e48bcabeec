package io.oddsupdate.local.servers;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The C interface of the engine, as far as it is used. Lengths are {@code size_t}, which is a long
 * on the one platform that the library is made for.
 */
@SuppressWarnings({"checkstyle:MethodName", "MethodName"})
interface ChDb extends Library {
  /** RTLD_LAZY without RTLD_GLOBAL: the engine's own allocator must not become this process's. */
  int OPEN_LAZY_LOCAL = 1;

  static ChDb load(Path file) {
    return Native.load(
        file.toString(),
        ChDb.class,
        Map.of(
            Library.OPTION_OPEN_FLAGS,
            OPEN_LAZY_LOCAL,
            Library.OPTION_STRING_ENCODING,
            StandardCharsets.UTF_8.name()));
  }

  /** Must be 0 before the first connect: the JVM needs SIGSEGV for itself. */
  void chdb_set_signal_handlers_enabled(int enabled);

  /** Returns a pointer to the connection, which is itself a pointer; null on failure. */
  Pointer chdb_connect(int argc, String[] argv);

  void chdb_close_conn(Pointer connectionPointer);

  Pointer chdb_query_n(
      Pointer connection, byte[] query, long queryLength, byte[] format, long formatLength);

  Pointer chdb_query_with_params_n(
      Pointer connection,
      byte[] query,
      long queryLength,
      byte[] format,
      long formatLength,
      String[] names,
      long[] nameLengths,
      String[] values,
      long[] valueLengths,
      long count);

  /** The statement without its FORMAT clause. */
  Pointer chdb_stream_insert_with_params_n(
      Pointer connection,
      byte[] query,
      long queryLength,
      byte[] format,
      long formatLength,
      String[] names,
      long[] nameLengths,
      String[] values,
      long[] valueLengths,
      long count);

  int chdb_stream_append(Pointer stream, byte[] data, long length);

  Pointer chdb_stream_done(Pointer stream);

  void chdb_stream_cancel_insert(Pointer stream);

  String chdb_stream_insert_error(Pointer stream);

  void chdb_destroy_insert_stream(Pointer stream);

  Pointer chdb_result_buffer(Pointer result);

  long chdb_result_length(Pointer result);

  double chdb_result_elapsed(Pointer result);

  long chdb_result_rows_read(Pointer result);

  long chdb_result_bytes_read(Pointer result);

  long chdb_result_storage_rows_read(Pointer result);

  long chdb_result_storage_bytes_read(Pointer result);

  long chdb_result_rows_written(Pointer result);

  long chdb_result_bytes_written(Pointer result);

  String chdb_result_error(Pointer result);

  void chdb_destroy_query_result(Pointer result);
}
