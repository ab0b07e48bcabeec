package io.oddsupdate.mirror;

import io.oddsupdate.schemas.Topics;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that the mirror owns: {@code odds.updates.internal.{league}} on Core and {@code
 * odds.updates.public.{league}} on Edge, one to one. Whatever has another name is not the mirror's
 * and does not cross.
 */
final class OwnedTopics {
  /** A league is a lower-case word, so that no suffix such as {@code .internal} can hide in it. */
  private static final String LEAGUE = "([a-z0-9]+)";

  private static final Pattern INTERNAL =
      Pattern.compile(Pattern.quote(Topics.internal("")) + LEAGUE);
  private static final Pattern PUBLIC =
      Pattern.compile(Pattern.quote(Topics.publicUpdates("")) + LEAGUE);

  private OwnedTopics() {}

  /** The public name of an internal topic, or empty if it is none. */
  static Optional<String> publicOf(String topic) {
    return league(INTERNAL, topic).map(Topics::publicUpdates);
  }

  /** The internal name of a public topic, or empty if it is none. */
  static Optional<String> internalOf(String topic) {
    return league(PUBLIC, topic).map(Topics::internal);
  }

  static boolean isInternal(String topic) {
    return league(INTERNAL, topic).isPresent();
  }

  static boolean isPublic(String topic) {
    return league(PUBLIC, topic).isPresent();
  }

  private static Optional<String> league(Pattern pattern, String topic) {
    Matcher matcher = pattern.matcher(topic);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
