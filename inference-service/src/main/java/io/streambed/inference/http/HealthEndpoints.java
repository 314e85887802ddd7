package io.streambed.inference.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * For orchestrators, who have no token: whether the process lives, and whether it can do what it is
 * there for: reach brokers and, if it infers, answer observations.
 */
final class HealthEndpoints {
  private static final String ROLE = "inference";
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Service service;

  HealthEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.open("/health/live", call -> Answers.json(new Health("live", List.of()))),
        Endpoint.open("/health/ready", call -> ready()));
  }

  /**
   * @param status live, ready or waiting
   * @param reasons for waiting
   */
  private record Health(String status, List<String> reasons) {}

  private HttpResponse ready() {
    List<String> reasons = new ArrayList<>();
    Duration outage = service.client().outage();
    if (outage.compareTo(service.settings().outage()) > 0) {
      reasons.add("no broker has answered for %d s".formatted(outage.toSeconds()));
    }
    if (service.infers() && !serves(Instant.now())) {
      reasons.add("no model serves yet");
    }
    return reasons.isEmpty()
        ? Answers.json(new Health("ready", reasons))
        : Answers.json(503, new Health("waiting", reasons));
  }

  private boolean serves(Instant now) {
    String process = service.client().settings().clientId();
    return service.view().telemetry().words().stream()
        .anyMatch(
            word ->
                word.role().equals(ROLE)
                    && word.process().equals(process)
                    && Duration.between(word.time(), now).compareTo(SILENCE) < 0
                    && word.figures().containsKey("model_version"));
  }
}
