package io.oddsupdate.odds;

import io.oddsupdate.odds.publish.OutputRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what is written, by the sink's name: Flink copies sinks, so the lists are shared. */
final class CollectingSink implements Sink<OutputRecord> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<OutputRecord>> WRITTEN = new ConcurrentHashMap<>();

  private final String name;

  CollectingSink(String name) {
    this.name = name;
    WRITTEN.put(name, new CopyOnWriteArrayList<>());
  }

  List<OutputRecord> written() {
    return WRITTEN.get(name);
  }

  List<OutputRecord> written(String topic) {
    return written().stream().filter(record -> record.topic().equals(topic)).toList();
  }

  @Override
  public SinkWriter<OutputRecord> createWriter(WriterInitContext context) {
    List<OutputRecord> written = WRITTEN.get(name);
    return new SinkWriter<>() {
      @Override
      public void write(OutputRecord record, Context at) {
        written.add(record);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
