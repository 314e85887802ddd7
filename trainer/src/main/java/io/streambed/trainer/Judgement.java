package io.streambed.trainer;

import io.streambed.science.Calibration;
import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;
import io.streambed.science.diagnostics.CoverageBand;
import io.streambed.science.diagnostics.HeldOutScores;
import io.streambed.science.diagnostics.LossDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a candidate. The loss decides where it can tell the two apart. Where it cannot, a
 * candidate whose coverage leaves the band that the incumbent's keeps, or whose log Z spreads wider
 * beyond noise, is worse. (Coverage and spread alone would hold on to a model that has learnt
 * nothing, whose posteriors are the prior: it has neither fault.)
 *
 * @param candidate its scores of the held-out pairs
 * @param calibration of the candidate; null where there is none
 */
record Judgement(
    PromotionSettings settings, HeldOutScores candidate, @Nullable Calibration calibration) {

  /** Without an incumbent. */
  Verdict first() {
    LossDifference none = new LossDifference(Double.NaN, Double.NaN);
    return verdict(true, "the first model", 0, none, List.of());
  }

  /**
   * Against the model that serves.
   *
   * @param scores the incumbent's, of the same pairs
   * @param calibrate the incumbent on the same pairs; asked only where the loss cannot tell
   */
  Verdict against(
      ModelSnapshot incumbent, HeldOutScores scores, Supplier<Optional<Calibration>> calibrate) {
    long version = incumbent.provenance().version();
    LossDifference loss = candidate.lossAgainst(scores);
    boolean better = loss.mean() < -settings.errors() * loss.standardError();
    boolean worse = loss.worse(settings.errors()) || lostItsLoss(scores);
    List<String> decay = new ArrayList<>(risen(incumbent, scores).stream().toList());
    Optional<String> fault = Optional.empty();
    if (!better) {
      Optional<String> stray = calibrate.get().flatMap(this::stray);
      stray.ifPresent(decay::add);
      fault = worse ? Optional.empty() : fault(scores, stray.isEmpty());
    }
    String difference =
        String.format(Locale.ROOT, "by %.4f (%.4f) nats", loss.mean(), loss.standardError());
    String reason =
        better
            ? "better than model %d %s".formatted(version, difference)
            : worse
                ? "worse than model %d %s".formatted(version, difference)
                : fault
                    .map(words -> "no better than model %d, and %s".formatted(version, words))
                    .orElse("as good as model %d, %s".formatted(version, difference));
    return verdict(!worse && fault.isEmpty(), reason, version, loss, decay);
  }

  /** What coverage and spread say where the loss says nothing. */
  private Optional<String> fault(HeldOutScores scores, boolean incumbentCovers) {
    Optional<String> stray = stray(calibration);
    if (incumbentCovers && stray.isPresent()) {
      return stray;
    }
    if (candidate.overDataAgainst(scores).worse(settings.errors())) {
      return Optional.of(wider("data", candidate.spreadOverData(), scores.spreadOverData()));
    }
    if (candidate.overParametersAgainst(scores).worse(settings.errors())) {
      return Optional.of(
          wider("parameters", candidate.spreadOverParameters(), scores.spreadOverParameters()));
    }
    return Optional.empty();
  }

  private static String wider(String side, double deviation, double former) {
    return String.format(
        Locale.ROOT,
        "its log Z spreads wider over %s: %.3f nats, not %.3f",
        side,
        deviation,
        former);
  }

  /** Scores that are not finite have no difference. */
  private boolean lostItsLoss(HeldOutScores scores) {
    return !Double.isFinite(candidate.relativeLoss().mean())
        && Double.isFinite(scores.relativeLoss().mean());
  }

  /** How the incumbent's loss on these pairs compares with that at its promotion. */
  private Optional<String> risen(ModelSnapshot incumbent, HeldOutScores scores) {
    Verdict then = incumbent.verdict();
    if (then == null || then.pairs() == 0) {
      return Optional.empty();
    }
    LossDifference now = scores.relativeLoss();
    double before = then.loss();
    double error = Math.hypot(now.standardError(), then.lossError());
    return now.mean() - before > settings.errors() * error
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "its held-out loss has risen by %.3f (%.3f) nats since it was promoted",
                now.mean() - before,
                error))
        : Optional.empty();
  }

  private Optional<String> stray(@Nullable Calibration calibrated) {
    return calibrated == null
        ? Optional.empty()
        : CoverageBand.stray(calibrated, settings.coverageLevel());
  }

  private Verdict verdict(
      boolean promoted, String reason, long version, LossDifference loss, List<String> decay) {
    LossDifference own = candidate.relativeLoss();
    return new Verdict(
        promoted,
        reason,
        version,
        candidate.pairs(),
        own.mean(),
        own.standardError(),
        loss.mean(),
        loss.standardError(),
        candidate.spreadOverData(),
        candidate.spreadOverParameters(),
        stray(calibration).stream().toList(),
        decay);
  }
}
