package io.oddsupdate.quant.archive;

import java.util.List;
import java.util.stream.Collectors;

/** A file is not there, or is not what it should be; the message says where to get a right one. */
public final class UnreadableDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnreadableDataException(String message, Throwable cause) {
    super(message, cause);
  }

  static UnreadableDataException missing(List<DataFile> files, String folder) {
    return new UnreadableDataException(
        files.stream()
            .map(DataFile::description)
            .collect(
                Collectors.joining(
                    System.lineSeparator() + "  ",
                    "not in " + folder + ":" + System.lineSeparator() + "  ",
                    "")),
        null);
  }

  static UnreadableDataException malformed(DataFile file, String what) {
    return malformed(file, what, null);
  }

  static UnreadableDataException malformed(DataFile file, String what, Throwable cause) {
    return new UnreadableDataException(
        "%s: %s%n  %s".formatted(file.name(), what, file.description()), cause);
  }
}
