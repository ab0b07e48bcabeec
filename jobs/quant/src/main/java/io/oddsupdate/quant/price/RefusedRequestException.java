package io.oddsupdate.quant.price;

/** A request that cannot be answered; the stream goes on. */
final class RefusedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String field;

  /**
   * @param code what is wrong, in snake case
   * @param field path of the field, such as {@code state.score.home}; empty for the whole line
   */
  RefusedRequestException(String code, String field, String message) {
    // A wrong line is part of the day's work: a stack trace would cost more than its answer.
    super(message, null, false, false);
    this.code = code;
    this.field = field;
  }

  String code() {
    return code;
  }

  String field() {
    return field;
  }
}
