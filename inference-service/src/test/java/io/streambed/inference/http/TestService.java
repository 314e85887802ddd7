package io.streambed.inference.http;

import io.streambed.inference.InferenceSettings;
import io.streambed.inference.live.LiveView;
import io.streambed.topics.KafkaSettings;
import io.streambed.topics.Topics;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.CheckedSettings;
import io.streambed.topics.experiment.ExperimentSettings;
import io.streambed.topics.experiment.FileSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;

/** A service of an experiment with data [2], at a broker that is not there; one may wait. */
final class TestService {
  private static final String FILE =
      """
      name = small
      simulator { name = linear-gaussian, settings.dimension = 2 }
      prior = [
        { name = a, unit = "1", distribution = normal, mean = 0, deviation = 1 }
        { name = b, unit = "1", distribution = normal, mean = 0, deviation = 1 }
      ]
      """;

  private TestService() {}

  static Service of(Path directory, ActorSystem<?> system) throws IOException {
    return of(directory, system, Map.of());
  }

  static Service of(Path directory, ActorSystem<?> system, Map<String, ?> overrides)
      throws IOException {
    Map<String, Object> all = new HashMap<>(overrides);
    all.putAll(Map.of("http.body-kibibytes", 4, "http.waiting", 1, "http.margin", "10ms"));
    CheckedSettings file = load(directory, all);
    HttpSettings http = HttpSettings.from(file);
    InferenceSettings inference = InferenceSettings.from(file);
    ExperimentSettings experiment = ExperimentSettings.from(file);
    TopicClient client =
        TopicClient.open(
            system, KafkaSettings.local("127.0.0.1:1", "test"), Topics.of(experiment.name()));
    LiveView view = new LiveView(http.view(), http.limits().waiting());
    return new Service(experiment, inference, http, client, view, true);
  }

  static CheckedSettings load(Path directory, Map<String, ?> overrides) throws IOException {
    Path file = Files.writeString(directory.resolve("experiment.conf"), FILE);
    return FileSettings.load(file.toUri().toURL(), overrides);
  }
}
