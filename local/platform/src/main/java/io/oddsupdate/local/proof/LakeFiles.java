package io.oddsupdate.local.proof;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The Parquet files that a reader of the lake sees: committed objects, each as a local file. */
public interface LakeFiles {
  /** Every committed file of now, by path. */
  List<Path> list() throws IOException;

  /**
   * The folder in which a local S3 server keeps a bucket's objects as plain files. Files that a
   * multipart upload has not completed yet are kept elsewhere by the server, and hidden names are
   * nobody's objects.
   */
  static LakeFiles folder(Path folder) {
    return () -> {
      List<Path> files = new ArrayList<>();
      if (!Files.exists(folder)) {
        return files;
      }
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              boolean hidden = !dir.equals(folder) && hidden(dir);
              return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.getFileName().toString().endsWith(".parquet") && !hidden(file)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
      Collections.sort(files);
      return files;
    };
  }

  private static boolean hidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.startsWith("_");
  }
}
