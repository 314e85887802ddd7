package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.inquiry.Inquiry;
import io.streambed.app.inquiry.Reply;
import io.streambed.app.node.Connection;
import io.streambed.app.node.Waiting;
import io.streambed.app.result.PosteriorTable;
import io.streambed.inference.document.Json;
import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.topics.experiment.DataFile;
import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one observation. */
@Command(
    name = "observe",
    description = "Send an observation; with --wait, print its posterior.",
    mixinStandardHelpOptions = true)
final class ObserveCommand implements Callable<Integer> {
  private static final Duration MARGIN = Duration.ofMinutes(1);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "A built-in experiment or a file.")
  String experiment;

  @Option(
      names = "--file",
      required = true,
      paramLabel = "CSV",
      description = "Numbers in the simulator's order, with or without a heading.")
  Path file;

  @Option(
      names = "--sensor",
      paramLabel = "ID",
      defaultValue = "command-line",
      description = "Who observed (default: ${DEFAULT-VALUE}).")
  String sensor;

  @Option(names = "--samples", paramLabel = "N", description = "Posterior draws wanted.")
  @Nullable Integer samples;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Time within which to answer, such as 2s or 500ms.")
  @Nullable Duration deadline;

  @Option(names = "--wait", description = "Wait for the posterior and print it.")
  boolean wait;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Mixin BrokerOptions brokers;

  @Override
  public Integer call() throws MalformedURLException {
    ExperimentPlan plan = ExperimentPlan.load(experiment, Map.of());
    Observation observation = observation(plan);
    PrintWriter out = spec.commandLine().getOut();
    try (Connection<Void> connection = brokers.connect(plan)) {
      Inquiry inquiry = new Inquiry(connection.system(), connection.client());
      if (wait) {
        return print(
            Waiting.on(inquiry.ask(observation), observation.deadline().plus(MARGIN)), out);
      }
      Waiting.on(inquiry.send(observation), MARGIN);
      out.println(
          json
              ? Json.text(Map.of("observation", observation.id(), "sensor", sensor))
              : "sent as %s; `streambed posteriors %s --sensor %s` shows the answer"
                  .formatted(observation.id(), experiment, sensor));
      return 0;
    } finally {
      out.flush();
    }
  }

  private Observation observation(ExperimentPlan plan) throws MalformedURLException {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "expected a file that can be read with --file, got " + file);
    }
    try {
      Data data = DataFile.read(file.toUri().toURL(), plan.experiment().simulator().dataShape());
      if (!data.isFinite()) {
        throw new IllegalArgumentException("expected finite numbers only, got NaN or infinity");
      }
      return new Observation(
          UUID.randomUUID().toString(),
          sensor,
          data,
          Instant.now(),
          samples == null ? plan.inference().samples().usual() : samples,
          deadline == null ? plan.inference().deadline().usual() : deadline);
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException("%s: %s".formatted(file, problem.getMessage()), problem);
    }
  }

  private int print(Reply reply, PrintWriter out) {
    if (reply instanceof Reply.Rejected rejected) {
      throw new CommandFailure("the observation was refused: " + rejected.cause());
    }
    Posterior posterior = ((Reply.Answered) reply).posterior();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("observation", posterior.observation());
      document.put("sensor", posterior.sensor());
      document.put("model_version", posterior.modelVersion());
      document.put("latency_seconds", posterior.latency().toNanos() / 1e9);
      document.put("posterior", ParameterSummary.of(posterior.space(), posterior.draws(), null));
      document.put("trust", TrustSummary.of(posterior));
      out.println(Json.text(document));
    } else {
      TrustSummary trust = TrustSummary.of(posterior);
      PosteriorTable.of(ParameterSummary.of(posterior.space(), posterior.draws(), null))
          .forEach(out::println);
      out.printf(
          "model %d, %s by %s, effective sample size %.0f of %d, %.0f ms%n",
          posterior.modelVersion(),
          trust.status(),
          trust.sampler(),
          trust.effectiveSampleSize(),
          posterior.draws().size(),
          posterior.latency().toNanos() / 1e6);
    }
    return 0;
  }
}
