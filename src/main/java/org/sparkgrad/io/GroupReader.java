package org.sparkgrad.io;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Opens a Parquet file whose rows are read in this process, with checks of its pages. Parquet's own
 * builder of a path would first read all of Hadoop's settings from their XML files, for each file
 * again, which takes longer than the rows of a cell.
 */
public final class GroupReader extends ParquetReader.Builder<Group> {
  private GroupReader(Configuration hadoop, Path file) throws IOException {
    super(HadoopInputFile.fromPath(file, hadoop), new HadoopParquetConfiguration(hadoop));
  }

  /** Rows in the order of the file. */
  public static ParquetReader<Group> open(Configuration hadoop, Path file) throws IOException {
    return new GroupReader(hadoop, file).usePageChecksumVerification().build();
  }

  @Override
  protected ReadSupport<Group> getReadSupport() {
    return new GroupReadSupport();
  }
}
