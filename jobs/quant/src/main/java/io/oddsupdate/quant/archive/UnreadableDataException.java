package io.oddsupdate.quant.archive;

/** A file is not there, or is not what it should be; the message says where to get a right one. */
public final class UnreadableDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnreadableDataException(String message, Throwable cause) {
    super(message, cause);
  }

  static UnreadableDataException missing(DataFile file, String folder) {
    return new UnreadableDataException(
        "there is no file %s in %s%n    from   %s%n    format %s"
            .formatted(file.name(), folder, file.source(), file.format()),
        null);
  }

  static UnreadableDataException malformed(DataFile file, String what) {
    return malformed(file, what, null);
  }

  static UnreadableDataException malformed(DataFile file, String what, Throwable cause) {
    return new UnreadableDataException(
        "%s: %s%n    from   %s%n    format %s"
            .formatted(file.name(), what, file.source(), file.format()),
        cause);
  }
}
