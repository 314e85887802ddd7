package io.streambed.trainer.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * The run of one training on a server: found by the training's id, or created.
 *
 * @param client to the server
 * @param id of the run
 * @param last the step at which each curve ends there, by tag
 */
record MlflowRun(MlflowClient client, String id, Map<String, Long> last) {
  private static final String TRAINING = "streambed.training";
  private static final int MOST_VALUE = 500;

  MlflowRun {
    last = Map.copyOf(last);
  }

  /** Finds the run and sets it running, or creates it. */
  static CompletionStage<MlflowRun> open(
      MlflowClient client, String experiment, TrainingFacts facts) {
    return experiment(client, experiment)
        .thenCompose(
            id ->
                client
                    .post(
                        "runs/search",
                        Map.of(
                            "experiment_ids",
                            List.of(id),
                            "filter",
                            "tags.`%s` = '%s'".formatted(TRAINING, facts.training()),
                            "max_results",
                            1))
                    .thenCompose(
                        found -> {
                          JsonNode run = found.at("/runs/0");
                          return run.isMissingNode()
                              ? create(client, id, facts)
                              : goOn(client, run, facts);
                        }));
  }

  private static CompletionStage<String> experiment(MlflowClient client, String name) {
    return client
        .get("experiments/get-by-name", "experiment_name", name)
        .thenApply(found -> found.at("/experiment/experiment_id").asText())
        .exceptionallyCompose(
            problem ->
                cause(problem) instanceof MlflowClient.Refused refused && refused.missing()
                    ? client
                        .post("experiments/create", Map.of("name", name))
                        .thenApply(made -> made.at("/experiment_id").asText())
                    : CompletableFuture.failedFuture(problem));
  }

  private static CompletionStage<MlflowRun> create(
      MlflowClient client, String experiment, TrainingFacts facts) {
    Map<String, String> tags = new HashMap<>(facts.tags());
    tags.put(TRAINING, facts.training());
    return client
        .post(
            "runs/create",
            Map.of(
                "experiment_id",
                experiment,
                "run_name",
                facts.experiment(),
                "start_time",
                Instant.now().toEpochMilli(),
                "tags",
                pairs(tags)))
        .thenCompose(
            made ->
                described(
                    new MlflowRun(client, made.at("/run/info/run_id").asText(), Map.of()), facts));
  }

  private static CompletionStage<MlflowRun> goOn(
      MlflowClient client, JsonNode run, TrainingFacts facts) {
    Map<String, Long> last = new HashMap<>();
    for (JsonNode metric : run.at("/data/metrics")) {
      last.put(metric.get("key").asText(), metric.path("step").asLong());
    }
    MlflowRun found = new MlflowRun(client, run.at("/info/run_id").asText(), last);
    return found.status("RUNNING").thenCompose(done -> described(found, facts));
  }

  /** The same parameters may be logged again; a crash may have come before they were. */
  private static CompletionStage<MlflowRun> described(MlflowRun run, TrainingFacts facts) {
    return run.client
        .post(
            "runs/log-batch",
            Map.of(
                "run_id", run.id, "params", pairs(facts.parameters()), "tags", pairs(facts.tags())))
        .thenApply(done -> run);
  }

  /** Logs points, and tags by name. */
  CompletionStage<JsonNode> log(List<Point> points, Map<String, String> tags) {
    List<Map<String, Object>> metrics =
        points.stream()
            .map(
                point ->
                    Map.<String, Object>of(
                        "key", point.tag(),
                        "value", point.value(),
                        "timestamp", point.time().toEpochMilli(),
                        "step", point.step()))
            .toList();
    return client.post(
        "runs/log-batch", Map.of("run_id", id, "metrics", metrics, "tags", pairs(tags)));
  }

  /** Sets RUNNING, FINISHED, FAILED or KILLED. */
  CompletionStage<JsonNode> status(String status) {
    Map<String, Object> update = new HashMap<>(Map.of("run_id", id, "status", status));
    if (!status.equals("RUNNING")) {
      update.put("end_time", Instant.now().toEpochMilli());
    }
    return client.post("runs/update", update);
  }

  static Throwable cause(Throwable problem) {
    Throwable cause = problem.getCause();
    return problem instanceof CompletionException && cause != null ? cause : problem;
  }

  private static List<Map<String, String>> pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            e ->
                Map.of(
                    "key",
                    e.getKey(),
                    "value",
                    e.getValue().substring(0, Math.min(MOST_VALUE, e.getValue().length()))))
        .toList();
  }
}
