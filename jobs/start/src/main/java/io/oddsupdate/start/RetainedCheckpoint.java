package io.oddsupdate.start;

/**
 * A checkpoint that was left behind complete, that is with its metadata.
 *
 * @param path what a job restores from
 * @param problem why the metadata cannot be read, or null if it can
 */
public record RetainedCheckpoint(String path, long id, String problem) {
  public boolean isReadable() {
    return problem == null;
  }
}
