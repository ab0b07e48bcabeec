package io.oddsupdate.analytics.parquet;

import io.oddsupdate.analytics.LoggedUpdate;
import io.oddsupdate.avro.lake.LakeUpdate;
import java.io.IOException;
import org.apache.avro.specific.SpecificData;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Opens Parquet files of the lake's schema. */
final class LakeWriters implements BulkWriter.Factory<LoggedUpdate> {
  private static final long serialVersionUID = 1L;

  private static final ParquetWriterFactory<LakeUpdate> FILES =
      new ParquetWriterFactory<>(LakeWriters::open);

  @Override
  public BulkWriter<LoggedUpdate> create(FSDataOutputStream out) throws IOException {
    BulkWriter<LakeUpdate> file = FILES.create(out);
    return new BulkWriter<>() {
      @Override
      public void addElement(LoggedUpdate logged) throws IOException {
        file.addElement(LakeRecords.toLake(logged.update(), logged.position(), logged.facts()));
      }

      @Override
      public void flush() throws IOException {
        file.flush();
      }

      @Override
      public void finish() throws IOException {
        file.finish();
      }
    };
  }

  private static ParquetWriter<LakeUpdate> open(OutputFile out) throws IOException {
    return AvroParquetWriter.<LakeUpdate>builder(out)
        .withSchema(LakeUpdate.getClassSchema())
        // The class's own model knows the decimal and time conversions; the shared one does not.
        .withDataModel(SpecificData.getForClass(LakeUpdate.class))
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .config("parquet.avro.write-old-list-structure", "false")
        .build();
  }
}
