package io.oddsupdate.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.oddsupdate.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PublicTopicPolicyTest {
  @Property
  void renamesInternalToPublicAndBack(
      @ForAll("aliases") String alias, @ForAll("leagues") String league) {
    PublicTopicPolicy policy = policy(alias);
    String topic = Topics.internal(league);

    String remote = policy.formatRemoteTopic(alias, topic);

    assertThat(remote).isEqualTo(Topics.publicUpdates(league));
    assertThat(policy.upstreamTopic(remote)).isEqualTo(topic);
    assertThat(policy.topicSource(remote)).isEqualTo(alias);
    assertThat(policy.originalTopic(remote)).isEqualTo(topic);
  }

  @Property
  void neverCallsAnUpdateTopicInternal(@ForAll("leagues") String league) {
    assertThat(policy("core").isInternalTopic(Topics.internal(league))).isFalse();
  }

  @Property
  void anUpdateTopicHasNoSource(@ForAll("leagues") String league) {
    PublicTopicPolicy policy = policy("core");

    assertThat(policy.topicSource(Topics.internal(league))).isNull();
    assertThat(policy.upstreamTopic(Topics.internal(league))).isNull();
  }

  @Property
  void letsNothingElseCross(@ForAll("topics") String topic) {
    PublicTopicPolicy policy = policy("core");
    boolean mayCross = OwnedTopics.isInternal(topic) || policy.isHeartbeatsTopic(topic);

    assertThat(policy.isInternalTopic(topic)).isEqualTo(!mayCross);
  }

  @Property
  void knowsNoSourceOfTopicsThatItDoesNotOwn(@ForAll("topics") String topic) {
    PublicTopicPolicy policy = policy("core");
    boolean remote = OwnedTopics.isPublic(topic) || topic.endsWith(".heartbeats");

    assertThat(policy.topicSource(topic) == null).isEqualTo(!remote);
    assertThat(policy.upstreamTopic(topic) == null).isEqualTo(!remote);
  }

  @Property
  void findsAnOriginForEveryTopic(@ForAll("topics") String topic) {
    String origin = policy("core").originalTopic(topic);

    assertThat(policy("core").upstreamTopic(origin)).isNull();
  }

  @Property
  void neverGivesTwoTopicsOneName(
      @ForAll("topics") String one,
      @ForAll("topics") String other,
      @ForAll("aliases") String alias) {
    PublicTopicPolicy policy = policy(alias);

    boolean same =
        policy.formatRemoteTopic(alias, one).equals(policy.formatRemoteTopic(alias, other));

    assertThat(same).isEqualTo(one.equals(other));
  }

  @Property
  void heartbeatsKeepTheirDefaultForm(@ForAll("aliases") String alias) {
    PublicTopicPolicy policy = policy(alias);

    String remote = policy.formatRemoteTopic(alias, "heartbeats");

    assertThat(remote).isEqualTo(alias + ".heartbeats");
    assertThat(policy.topicSource(remote)).isEqualTo(alias);
    assertThat(policy.upstreamTopic(remote)).isEqualTo("heartbeats");
    assertThat(policy.isHeartbeatsTopic(remote)).isTrue();
    assertThat(policy.isInternalTopic("heartbeats")).isFalse();
  }

  @Property
  void checkpointsAndOffsetSyncsAreRecognised(@ForAll("aliases") String alias) {
    PublicTopicPolicy policy = policy(alias);

    assertThat(policy.isCheckpointsTopic(policy.checkpointsTopic(alias))).isTrue();
    assertThat(policy.isMM2InternalTopic(policy.offsetSyncsTopic(alias))).isTrue();
    assertThat(policy.isInternalTopic(policy.checkpointsTopic(alias))).isTrue();
    assertThat(policy.isInternalTopic(policy.offsetSyncsTopic(alias))).isTrue();
  }

  @Example
  void ofAllOurTopicsOnlyUpdatesCross() {
    PublicTopicPolicy policy = policy("core");

    Set<String> crossing =
        Topics.load().of("core").stream()
            .map(Topics.Topic::name)
            .filter(topic -> !policy.isInternalTopic(topic))
            .collect(java.util.stream.Collectors.toSet());

    assertThat(crossing).isNotEmpty().allMatch(topic -> topic.startsWith("odds.updates.internal."));
  }

  @Example
  void shadowsStayOnCore() {
    PublicTopicPolicy policy = policy("core");

    for (String league : List.of("nba", "nfl", "mlb", "nhl", "epl")) {
      assertThat(policy.isInternalTopic(Topics.shadow(league))).isTrue();
      assertThat(OwnedTopics.publicOf(Topics.shadow(league))).isEmpty();
    }
  }

  @Example
  void aClientWithoutAliasKnowsNoSource() {
    PublicTopicPolicy policy = new PublicTopicPolicy();
    policy.configure(Map.of());

    assertThat(policy.topicSource("odds.updates.public.nba")).isNull();
    assertThat(policy.upstreamTopic("odds.updates.public.nba"))
        .isEqualTo("odds.updates.internal.nba");
  }

  private static PublicTopicPolicy policy(String alias) {
    PublicTopicPolicy policy = new PublicTopicPolicy();
    policy.configure(Map.of("source.cluster.alias", alias));
    return policy;
  }

  @Provide
  Arbitrary<String> aliases() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
  }

  @Provide
  Arbitrary<String> leagues() {
    return Arbitraries.oneOf(
        Arbitraries.of("nba", "nfl", "mlb", "nhl", "epl"),
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(12));
  }

  /** Our names, MirrorMaker's, near misses and noise. */
  @Provide
  Arbitrary<String> topics() {
    Arbitrary<String> ours =
        Combinators.combine(
                Arbitraries.of(
                    "odds.updates.internal.",
                    "odds.updates.public.",
                    "odds.decisions.",
                    "odds.shadow.",
                    "raw.events.",
                    "core.odds.updates.internal.",
                    "odds.updates.internal",
                    "xodds.updates.internal."),
                leagues(),
                Arbitraries.of("", "", ".internal", "-internal", ".replica", "_"))
            .as((prefix, league, suffix) -> prefix + league + suffix);
    Arbitrary<String> fixed =
        Arbitraries.of(
            "dead-letters.odds",
            "dead-letters.ingest",
            "heartbeats",
            "core.heartbeats",
            "a.b.heartbeats",
            "core.checkpoints.internal",
            "mm2-offset-syncs.edge.internal",
            "__consumer_offsets",
            "odds.updates.internal.");
    Arbitrary<String> noise =
        Arbitraries.strings()
            .withCharRange('a', 'f')
            .withChars('.', '-')
            .ofMinLength(1)
            .ofMaxLength(12);
    return Arbitraries.oneOf(ours, fixed, noise);
  }
}
