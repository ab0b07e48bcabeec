package io.oddsupdate.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
  /** The example that Standard Webhooks publishes. */
  private static final WebhookSecrets PUBLISHED =
      WebhookSecrets.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static WebhookSignature over(WebhookSecrets secrets, byte[] body) {
    WebhookSignature signature = new WebhookSignature(secrets, ID, TIMESTAMP);
    signature.update(body);
    return signature;
  }

  @Test
  void signsThePublishedExampleAsPublished() {
    assertThat(WebhookSignature.sign(PUBLISHED, ID, TIMESTAMP, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void matchesThePublishedExampleHoweverTheBodyIsCut() {
    WebhookSignature signature = new WebhookSignature(PUBLISHED, ID, TIMESTAMP);
    for (byte one : BODY) {
      signature.update(new byte[] {one});
    }
    assertThat(signature.matches(SIGNATURE)).isTrue();
  }

  @Test
  void matchesIfOneSignatureOfTheListIsRight() {
    assertThat(over(PUBLISHED, BODY).matches("v1,AAAA v1a,xyz " + SIGNATURE)).isTrue();
  }

  @Test
  void matchesUnderAnySecretWhileTheyAreRotated() {
    String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    WebhookSecrets rotated =
        WebhookSecrets.parse(other + " whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(over(rotated, BODY).matches(SIGNATURE)).isTrue();
    assertThat(over(WebhookSecrets.parse(other), BODY).matches(SIGNATURE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1",
        "v1,",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
      })
  void refusesAnyOtherSignature(String header) {
    assertThat(over(PUBLISHED, BODY).matches(header)).isFalse();
  }

  @Test
  void refusesTheSameSignatureOverAnotherBody() {
    byte[] reformatted = "{\"test\":2432232314}".getBytes(StandardCharsets.UTF_8);
    assertThat(over(PUBLISHED, reformatted).matches(SIGNATURE)).isFalse();
  }

  @Test
  void looksAtEightSignaturesAndNoMore() {
    String eight = "v1,AAAA ".repeat(8);
    assertThat(over(PUBLISHED, BODY).matches(eight + SIGNATURE)).isFalse();
    assertThat(over(PUBLISHED, BODY).matches("v1,AAAA ".repeat(7) + SIGNATURE)).isTrue();
  }

  @Test
  void neverShowsASecret() {
    assertThat(PUBLISHED).hasToString("***");
    assertThatThrownBy(() -> WebhookSecrets.parse("whsec_not/base64!"))
        .hasMessage("secret 1 must be base64")
        .hasMessageNotContaining("not/base64");
    assertThatThrownBy(() -> WebhookSecrets.parse("plain"))
        .hasMessage("secret 1 must start with whsec_");
    assertThatThrownBy(() -> WebhookSecrets.parse("whsec_AAAA"))
        .hasMessage("secret 1 must have 24 to 64 bytes, has 3");
  }
}
