package io.streambed.app.reproduce;

import io.streambed.app.demo.PinnedInquiry;
import io.streambed.app.demo.RunFacts;
import io.streambed.app.demo.Training;
import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.app.inquiry.Inquiry;
import io.streambed.app.node.Node;
import io.streambed.app.progress.ProgressLine;
import io.streambed.app.progress.RunState;
import io.streambed.app.report.FindingsPage;
import io.streambed.app.report.FindingsReport;
import io.streambed.app.report.FindingsReport.Trained;
import io.streambed.app.report.WholeFile;
import io.streambed.app.reproduce.Evidence.Answer;
import io.streambed.app.result.Claim;
import io.streambed.app.result.DemoResult;
import io.streambed.app.result.ReproductionResult;
import io.streambed.inference.document.Json;
import io.streambed.science.Outcome;
import io.streambed.topics.experiment.PinnedObservation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A reproduction from its trainings to its two files, the report and its figures as JSON. */
public final class ReproductionRun {
  private final Reproduction reproduction;
  private final Path report;
  private final Path document;

  /**
   * @param folder where {@code reproduce-NAME.html} and {@code reproduce-NAME.json} are to be
   *     written
   */
  public ReproductionRun(Reproduction reproduction, Path folder) {
    this.reproduction = reproduction;
    Path absolute = folder.toAbsolutePath().normalize();
    this.report = absolute.resolve("reproduce-%s.html".formatted(reproduction.name()));
    this.document = absolute.resolve("reproduce-%s.json".formatted(reproduction.name()));
  }

  /**
   * Looks before any work whether both files can be written.
   *
   * @throws IOException saying which file cannot
   */
  public void probe() throws IOException {
    WholeFile.probe(report);
    WholeFile.probe(document);
  }

  /**
   * Waits for a trial's training to end, then asks for the posteriors of fresh observations.
   *
   * @param node with all roles of {@code plan}
   * @param startNanos reading of {@link System#nanoTime} at the trial's start
   */
  public Evidence watch(
      Trial trial, ExperimentPlan plan, Node node, ProgressLine progress, long startNanos) {
    Training training = Training.await(node, progress, plan.experiment().seed());
    progress.end("sampling %d posteriors ...".formatted(trial.observations()));
    Inquiry inquiry = new Inquiry(node.system(), node.client());
    List<Answer> answers = new ArrayList<>();
    for (Outcome.Pair pair :
        FreshPairs.of(plan.experiment(), FreshPairs.OBSERVATIONS, trial.observations())) {
      PinnedObservation fresh =
          new PinnedObservation("fresh-" + (answers.size() + 1), pair.data(), null);
      long version = training.model().provenance().version();
      answers.add(
          new Answer(pair, PinnedInquiry.ask(inquiry, fresh, plan, version, trial.samples())));
    }
    return new Evidence(trial, plan, training, answers, (System.nanoTime() - startNanos) / 1e9);
  }

  /**
   * Evaluates, and writes both files.
   *
   * @param evidence one for each trial, in their order
   * @param startNanos reading of {@link System#nanoTime} at the first trial's start
   * @throws IOException saying which file cannot be written
   */
  public ReproductionResult conclude(List<Evidence> evidence, long startNanos) throws IOException {
    Findings findings = reproduction.evaluate(evidence);
    ReproductionResult result =
        new ReproductionResult(
            reproduction.name(),
            evidence.get(0).plan().experiment().seed(),
            findings.claims().stream().allMatch(Claim::reproduced),
            findings.claims(),
            findings.figures(),
            evidence.stream().map(ReproductionRun::summary).toList(),
            (System.nanoTime() - startNanos) / 1e9,
            report.toString());
    FindingsPage.write(
        new FindingsReport(
            reproduction.title(),
            reproduction.lead(),
            result,
            findings.sections(),
            evidence.stream().map(ReproductionRun::trained).toList()),
        report);
    WholeFile.write(document, Json.text(result) + "\n");
    return result;
  }

  private static ReproductionResult.Trial summary(Evidence evidence) {
    RunState state = evidence.training().state();
    return new ReproductionResult.Trial(
        evidence.trial().name(),
        evidence.plan().experiment().name(),
        (long) state.figure("trainer", "admitted_runs"),
        (long) state.figure("trainer", "steps"),
        evidence.seconds(),
        new DemoResult.Model(
            evidence.training().model().provenance().version(), evidence.training().sha256()));
  }

  private static Trained trained(Evidence evidence) {
    return new Trained(
        evidence.trial().name(),
        evidence.training().state().losses(),
        RunFacts.of(evidence.plan(), evidence.training(), evidence.seconds()));
  }
}
