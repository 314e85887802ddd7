package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.inquiry.Inquiry;
import io.streambed.app.inquiry.Reply;
import io.streambed.app.node.Connection;
import io.streambed.app.node.Waiting;
import io.streambed.app.result.PosteriorTable;
import io.streambed.app.result.StandingText;
import io.streambed.inference.document.Json;
import io.streambed.inference.document.ParameterSummary;
import io.streambed.inference.document.TrustSummary;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior;
import io.streambed.science.Reading;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.DataFile;
import java.io.PrintWriter;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one observation, or readings that become some. */
@Command(
    name = "observe",
    description =
        "Send an observation; with --wait, print its posterior. Or send readings, of which the"
            + " experiment's inference.windows makes observations.",
    mixinStandardHelpOptions = true)
final class ObserveCommand implements Callable<Integer> {
  private static final Duration MARGIN = Duration.ofMinutes(1);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "A built-in experiment or a file.")
  String experiment;

  @ArgGroup(multiplicity = "1")
  Content content = new Content();

  /** What is sent. */
  static final class Content {
    @Option(
        names = "--file",
        paramLabel = "CSV",
        description = "Numbers in the simulator's order, with or without a heading.")
    @Nullable Path file;

    @Option(
        names = "--readings",
        paramLabel = "CSV",
        description =
            "One reading a line, a column for each channel; a heading may name columns time and"
                + " sequence.")
    @Nullable Path readings;
  }

  @Option(
      names = "--sensor",
      paramLabel = "ID",
      defaultValue = "command-line",
      description = "Who observed (default: ${DEFAULT-VALUE}).")
  String sensor;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "Name of the observation, unique within its sensor: sent again under the same one it"
              + " counts once (default: a new one each time).")
  @Nullable String id;

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
    Path file = content.file;
    return file == null
        ? send(plan, Objects.requireNonNull(content.readings, "--readings"))
        : observe(plan, file);
  }

  private int send(ExperimentPlan plan, Path file) {
    if (wait || id != null || samples != null || deadline != null) {
      throw new IllegalArgumentException(
          "expected --readings without --wait, --id, --samples and --deadline, got one of them: the experiment's inference.windows says what is asked for, `streambed posteriors %s --sensor %s --follow` shows the answers"
              .formatted(experiment, sensor));
    }
    List<Reading> readings = ReadingsOfFile.read(plan, file, sensor, Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    try (Connection<Void> connection = brokers.connect(plan)) {
      TopicClient client = connection.client();
      Waiting.on(
          Source.from(readings)
              .via(client.publisher(client.topics().readings()).flow())
              .runWith(Sink.ignore(), connection.system()),
          MARGIN);
      out.println(
          json
              ? Json.text(Map.of("readings", readings.size(), "sensor", sensor))
              : "sent %d readings; `streambed posteriors %s --sensor %s` shows the answers"
                  .formatted(readings.size(), experiment, sensor));
      return 0;
    } finally {
      out.flush();
    }
  }

  private int observe(ExperimentPlan plan, Path file) throws MalformedURLException {
    Observation observation = observation(plan, file);
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

  private Observation observation(ExperimentPlan plan, Path file) throws MalformedURLException {
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
          id == null ? UUID.randomUUID().toString() : id,
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
      document.put("standing", posterior.standing());
      document.put("posterior", ParameterSummary.of(posterior.space(), posterior.draws(), null));
      document.put("trust", TrustSummary.of(posterior));
      out.println(Json.text(document));
    } else {
      TrustSummary trust = TrustSummary.of(posterior);
      PosteriorTable.of(ParameterSummary.of(posterior.space(), posterior.draws(), null))
          .forEach(out::println);
      out.printf(
          "model %d, %s by %s, effective sample size %.0f of %d, %.0f ms%s%n",
          posterior.modelVersion(),
          trust.status(),
          trust.sampler(),
          trust.effectiveSampleSize(),
          posterior.draws().size(),
          posterior.latency().toNanos() / 1e6,
          StandingText.of(posterior.standing()));
      VerdictText.of(trust).forEach(out::println);
    }
    return 0;
  }
}
