package io.streambed.app.command;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.export.NewestPosterior;
import io.streambed.app.inquiry.Observed;
import io.streambed.app.node.Connection;
import io.streambed.app.node.Waiting;
import io.streambed.app.result.PosteriorFormat;
import io.streambed.science.Posterior;
import io.streambed.topics.Topic;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.intake.Received;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows posteriors, or writes them to files. */
@Command(
    name = "posteriors",
    description =
        "Print the posteriors that are kept; with --follow, the coming ones too; or write them to files.",
    mixinStandardHelpOptions = true)
final class PosteriorsCommand implements Callable<Integer> {
  private static final Duration FOREVER = Duration.ofDays(3650);

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EXPERIMENT", description = "A built-in experiment or a file.")
  String experiment;

  @Option(names = "--sensor", paramLabel = "ID", description = "Only this sensor's.")
  @Nullable String sensor;

  @Option(names = "--follow", description = "Go on as they come, until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv: a line a draw; json: a document a line; arviz: the same for arviz.from_json. Default: a summary.")
  @Nullable PosteriorFormat format;

  @Option(
      names = "--json",
      description =
          "The same as --format json; with --out or --plot, say in JSON what was written.")
  boolean json;

  @Mixin ExportOptions files;

  @Mixin BrokerOptions brokers;

  @Override
  public Integer call() throws IOException {
    Exports exports = files.open(format, follow);
    ExperimentPlan plan = ExperimentPlan.load(experiment, Map.of());
    try (Connection<Void> connection = brokers.connect(plan)) {
      NewestPosterior newest = new NewestPosterior(sensor);
      if (exports.none()) {
        print(plan, connection, newest);
      } else {
        Observed observed = new Observed(connection.system(), connection.client());
        exports.write(
            plan,
            newest,
            each -> read(connection, newest, each),
            (posterior, data) -> Waiting.on(observed.was(data, posterior), FOREVER));
        spec.commandLine().getOut().println(exports.said(json));
        spec.commandLine().getOut().flush();
      }
    }
    return 0;
  }

  private void print(ExperimentPlan plan, Connection<Void> connection, NewestPosterior newest) {
    PrintWriter out = spec.commandLine().getOut();
    PosteriorFormat shown =
        format != null ? format : json ? PosteriorFormat.JSON : PosteriorFormat.SUMMARY;
    shown.heading(plan.experiment().prior().space()).ifPresent(out::println);
    out.flush();
    read(
        connection,
        newest,
        posterior -> {
          shown.lines(posterior).forEach(out::println);
          out.flush();
        });
    if (newest.found().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "streambed: no posterior%s in %s; sensors that have one: %s%n",
          sensor == null ? "" : " of " + sensor,
          plan.topics().posteriors().name(),
          newest.sensors());
      err.flush();
    }
  }

  /** Shows all that are kept, those of other sensors to {@code newest} alone. */
  private void read(Connection<Void> connection, NewestPosterior newest, Consumer<Posterior> each) {
    Waiting.on(
        posteriors(connection.client())
            .mapConcat(this::readable)
            .map(
                posterior -> {
                  newest.see(posterior);
                  return posterior;
                })
            .filter(posterior -> sensor == null || posterior.sensor().equals(sensor))
            .runWith(Sink.foreach(each::accept), connection.system()),
        FOREVER);
  }

  private List<Posterior> readable(Received<Posterior> received) {
    if (received instanceof Received.Decoded<Posterior> decoded) {
      return List.of(decoded.value());
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "streambed: the record at %s is left out: %s%n",
        received.position(), ((Received.Undecodable<Posterior>) received).cause());
    err.flush();
    return List.of();
  }

  private Source<Received<Posterior>, NotUsed> posteriors(TopicClient client) {
    Topic<Posterior> topic = client.topics().posteriors();
    return follow
        ? client.intake().assigned(topic, Map.of()).mapMaterializedValue(c -> NotUsed.getInstance())
        : client.intake().upToNow(topic);
  }
}
