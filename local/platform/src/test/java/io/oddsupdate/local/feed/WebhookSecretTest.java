package io.oddsupdate.local.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

  @Test
  void signsIdTimestampAndBody() {
    // printf 'msg_1.1700000000.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef -binary
    assertThat(
            WebhookSecret.parse("whsec_MDEyMzQ1Njc4OWFiY2RlZg==").sign("msg_1", 1700000000, BODY))
        .isEqualTo("v1,41C4mdfM4X7k7EqLRBhc2OjUAQFwQVsqMUoL0CbTfxc=");
  }

  @Test
  void signsWithTheFirstOfSeveral() {
    WebhookSecret one = WebhookSecret.parse("whsec_MDEyMzQ1Njc4OWFiY2RlZg==");
    WebhookSecret several = WebhookSecret.parse("whsec_MDEyMzQ1Njc4OWFiY2RlZg== whsec_b3RoZXI=");

    assertThat(several.sign("msg_1", 1, BODY)).isEqualTo(one.sign("msg_1", 1, BODY));
  }

  @Test
  void refusesWhatIsNoSecretWithoutSayingIt() {
    assertThatThrownBy(() -> WebhookSecret.parse("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WEBHOOK_SECRET_NBA_LIVEDATA")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> WebhookSecret.parse("whsec_***"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("base64");
    assertThatThrownBy(() -> WebhookSecret.parse(null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotPrinted() {
    assertThat(WebhookSecret.parse("whsec_MDEyMzQ1Njc4OWFiY2RlZg==").toString()).isEqualTo("***");
  }
}
