package io.oddsupdate.local.servers;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The engine on a data folder. A connection runs one statement at a time, so there are several; a
 * caller waits for a free one. Settings and the database of a request hold for that request only.
 */
final class ChDbEngine implements AutoCloseable {
  /** As many statements at a time as the local platform's readers and writers have. */
  private static final int CONNECTIONS = 6;

  private static final int CHUNK = 1 << 16;

  private final ChDb library;
  private final List<Pointer> opened = new ArrayList<>();
  private final BlockingQueue<Session> free = new LinkedBlockingQueue<>();

  /**
   * What a statement is run with.
   *
   * @param parameters values of {@code {name:Type}}, in ClickHouse's escaped text
   */
  record Context(
      String database,
      String format,
      Map<String, String> settings,
      Map<String, String> parameters) {}

  /** A connection, and what it is set to now. */
  private static final class Session {
    private final Pointer connection;
    private String database = "default";
    private Map<String, String> settings = Map.of();

    Session(Pointer connection) {
      this.connection = connection;
    }
  }

  private ChDbEngine(ChDb library) {
    this.library = library;
  }

  /** Opens the folder, and recovers what an earlier process left there. */
  static ChDbEngine open(Path libraryFile, Path data) throws IOException {
    ChDbEngine engine = new ChDbEngine(ChDb.load(libraryFile));
    engine.library.chdb_set_signal_handlers_enabled(0);
    String[] arguments = {"odds-clickhouse", "--path=" + data};
    for (int i = 0; i < CONNECTIONS; i++) {
      Pointer pointer = engine.library.chdb_connect(arguments.length, arguments);
      if (pointer == null) {
        engine.close();
        throw new IOException("the ClickHouse engine cannot open " + data);
      }
      engine.opened.add(pointer);
      engine.free.add(new Session(pointer.getPointer(0)));
    }
    return engine;
  }

  /** Runs a statement that needs no data. The caller closes the result. */
  EngineResult query(byte[] sql, Context context) throws EngineException, InterruptedException {
    Session session = free.take();
    try {
      apply(session, context);
      return run(session, sql, context.format(), context.parameters());
    } finally {
      free.add(session);
    }
  }

  /**
   * Runs an INSERT with its data. Nothing of it is kept if the data cannot be read to its end.
   *
   * @param data in the context's format
   */
  EngineResult insert(byte[] sql, Context context, InputStream data)
      throws EngineException, IOException, InterruptedException {
    Session session = free.take();
    try {
      apply(session, context);
      Names names = Names.of(context.parameters());
      byte[] format = context.format().getBytes(StandardCharsets.UTF_8);
      Pointer stream =
          library.chdb_stream_insert_with_params_n(
              session.connection,
              sql,
              sql.length,
              format,
              format.length,
              names.names(),
              names.nameLengths(),
              names.values(),
              names.valueLengths(),
              names.count());
      try {
        return feed(stream, data);
      } finally {
        library.chdb_destroy_insert_stream(stream);
      }
    } finally {
      free.add(session);
    }
  }

  private EngineResult feed(Pointer stream, InputStream data) throws EngineException, IOException {
    requireNoError(stream);
    byte[] chunk = new byte[CHUNK];
    try {
      for (int n = data.read(chunk); n >= 0; n = data.read(chunk)) {
        if (n > 0 && library.chdb_stream_append(stream, chunk, n) != 0) {
          requireNoError(stream);
          throw new EngineException("the engine refused the data without a reason");
        }
      }
    } catch (IOException e) {
      library.chdb_stream_cancel_insert(stream);
      throw e;
    }
    return result(library.chdb_stream_done(stream));
  }

  private void requireNoError(Pointer stream) throws EngineException {
    String error = library.chdb_stream_insert_error(stream);
    if (error != null && !error.isEmpty()) {
      throw new EngineException(error);
    }
  }

  /** Most requests of a client carry the same settings: then nothing is to be done. */
  private void apply(Session session, Context context) throws EngineException {
    if (!session.settings.equals(context.settings())) {
      Map<String, String> before = session.settings;
      // Reset first, so that a value which is refused leaves nothing of this request behind.
      session.settings = Map.of();
      if (!before.isEmpty()) {
        execute(session, "SET " + String.join(" = DEFAULT, ", before.keySet()) + " = DEFAULT");
      }
      Map<String, String> applied = new LinkedHashMap<>();
      for (Map.Entry<String, String> setting : context.settings().entrySet()) {
        execute(session, "SET " + setting.getKey() + " = " + literal(setting.getValue()));
        applied.put(setting.getKey(), setting.getValue());
        session.settings = Map.copyOf(applied);
      }
    }
    if (!session.database.equals(context.database())) {
      execute(session, "USE `" + context.database().replace("`", "\\`") + "`");
      session.database = context.database();
    }
  }

  private void execute(Session session, String sql) throws EngineException {
    run(session, sql.getBytes(StandardCharsets.UTF_8), "TabSeparated", Map.of()).close();
  }

  private EngineResult run(
      Session session, byte[] sql, String formatName, Map<String, String> parameters)
      throws EngineException {
    byte[] format = formatName.getBytes(StandardCharsets.UTF_8);
    if (parameters.isEmpty()) {
      return result(
          library.chdb_query_n(session.connection, sql, sql.length, format, format.length));
    }
    Names names = Names.of(parameters);
    return result(
        library.chdb_query_with_params_n(
            session.connection,
            sql,
            sql.length,
            format,
            format.length,
            names.names(),
            names.nameLengths(),
            names.values(),
            names.valueLengths(),
            names.count()));
  }

  private EngineResult result(Pointer result) throws EngineException {
    if (result == null) {
      throw new EngineException("the engine gave no result");
    }
    String error = library.chdb_result_error(result);
    if (error != null && !error.isEmpty()) {
      library.chdb_destroy_query_result(result);
      throw new EngineException(error);
    }
    return new EngineResult(library, result);
  }

  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Waits for running statements, and closes the folder. */
  @Override
  public void close() {
    try {
      for (int i = 0; i < opened.size(); i++) {
        free.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    opened.forEach(library::chdb_close_conn);
    opened.clear();
  }

  /** Parameters as the C interface takes them. */
  private record Names(
      String[] names, long[] nameLengths, String[] values, long[] valueLengths, long count) {

    static Names of(Map<String, String> parameters) {
      String[] names = parameters.keySet().toArray(String[]::new);
      String[] values = parameters.values().toArray(String[]::new);
      return new Names(names, lengths(names), values, lengths(values), names.length);
    }

    private static long[] lengths(String[] texts) {
      long[] lengths = new long[texts.length];
      for (int i = 0; i < texts.length; i++) {
        lengths[i] = texts[i].getBytes(StandardCharsets.UTF_8).length;
      }
      return lengths;
    }
  }
}
