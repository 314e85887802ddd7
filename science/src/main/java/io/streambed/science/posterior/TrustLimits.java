package io.streambed.science.posterior;

import io.streambed.science.Credence;
import io.streambed.science.Credence.Level;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From the figures of a posterior to one verdict. A figure that does not apply, NaN, says nothing;
 * but where no distance to held-out data is known at all, nothing tells data of another kind.
 *
 * @param effectiveDraws least effective sample size; half of the draws, and a tenth to be refused,
 *     where those are fewer
 * @param paretoK most of the weights' tail
 * @param normaliser most deviations between log Z and its held-out mean, either way
 * @param distance most distance of data or embedding to held-out ones, 1 where 1 % of them lie
 *     farther
 * @param observations most weight of the observations that a posterior stands on: what a critic
 *     gets wrong adds up with them, and is calibrated for one
 * @param doubtfulShare most share of that weight that is of earlier observations which are doubtful
 *     by themselves
 * @param lostMass most mass that was cut, leaked, or above the rejection step's bound, each
 * @param age longest time since the model's publication, not known to be well after it
 */
public record TrustLimits(
    Limit effectiveDraws,
    Limit paretoK,
    Limit normaliser,
    Limit distance,
    Limit observations,
    Limit doubtfulShare,
    Limit lostMass,
    Duration age) {
  private static final double DOUBTFUL_SHARE = 0.5;
  private static final double REFUSED_SHARE = 0.1;

  /**
   * Where a figure begins to be doubtful, and where it is not to be trusted.
   *
   * @param doubtful not beyond {@code refused}
   */
  public record Limit(double doubtful, double refused) {

    private Level above(double figure) {
      return figure > refused
          ? Level.NOT_TO_BE_TRUSTED
          : figure > doubtful ? Level.DOUBTFUL : Level.TRUSTED;
    }

    private Level below(double figure) {
      return figure < refused
          ? Level.NOT_TO_BE_TRUSTED
          : figure < doubtful ? Level.DOUBTFUL : Level.TRUSTED;
    }
  }

  /** Whether an observation lies too far from the simulations for anything to rest on it. */
  public boolean refusesEither(double dataDistance, double embeddingDistance) {
    return distance.above(dataDistance) == Level.NOT_TO_BE_TRUSTED
        || distance.above(embeddingDistance) == Level.NOT_TO_BE_TRUSTED;
  }

  /** Whether an observation lies so far from the simulations that it is doubtful by itself. */
  public boolean doubtsEither(double dataDistance, double embeddingDistance) {
    return distance.above(dataDistance) != Level.TRUSTED
        || distance.above(embeddingDistance) != Level.TRUSTED;
  }

  /**
   * The verdict.
   *
   * @param draws how many there are
   * @param standing which observations they stand on
   * @param status how sampling ended
   * @param modelAge since the model's publication
   */
  public Credence judge(
      Trust trust,
      int draws,
      Posterior.Standing standing,
      Posterior.Status status,
      Duration modelAge) {
    Reasons reasons = new Reasons();
    double effective = trust.effectiveSampleSize();
    Limit least =
        new Limit(
            Math.min(effectiveDraws.doubtful(), DOUBTFUL_SHARE * draws),
            Math.min(effectiveDraws.refused(), REFUSED_SHARE * draws));
    reasons.add(least.below(effective), "effective sample size %.0f", effective);
    reasons.add(paretoK.above(trust.paretoK()), "Pareto k of the weights %.2f", trust.paretoK());
    double score = trust.logNormaliserScore();
    reasons.add(
        normaliser.above(Math.abs(score)),
        "log Z(y) %.1f deviations from that of held-out data",
        score);
    reasons.add(
        distance.above(trust.dataDistance()),
        "data %.1f times as far from held-out data as 99 %% of those are",
        trust.dataDistance());
    reasons.add(
        distance.above(trust.embeddingDistance()),
        "embedding %.1f times as far from those of held-out data as 99 %% of those are",
        trust.embeddingDistance());
    reasons.add(
        Double.isNaN(trust.dataDistance()) && Double.isNaN(trust.embeddingDistance())
            ? Level.DOUBTFUL
            : Level.TRUSTED,
        "distance to held-out data not known");
    reasons.add(
        observations.above(standing.weight()),
        "the weight of %.0f observations",
        standing.weight());
    double doubtful = standing.doubtful() / standing.weight();
    reasons.add(
        doubtfulShare.above(doubtful),
        "%.0f %% of the weight is of earlier observations that lie far from the simulations",
        100 * doubtful);
    reasons.add(
        lostMass.above(trust.cutMass()),
        "%.0f %% of the mass outside of what was simulated",
        100 * trust.cutMass());
    reasons.add(
        lostMass.above(trust.boundExcess()),
        "%.0f %% of the mass above the rejection bound",
        100 * trust.boundExcess());
    reasons.add(
        lostMass.above(trust.leakedMass()),
        "%.0f %% of the estimate outside the prior",
        100 * trust.leakedMass());
    reasons.add(
        status == Posterior.Status.COMPLETE ? Level.TRUSTED : Level.DOUBTFUL,
        "sampling ended %s",
        status.name().toLowerCase(Locale.ROOT));
    reasons.add(
        modelAge.compareTo(age) > 0 ? Level.DOUBTFUL : Level.TRUSTED,
        "model published %d s ago",
        modelAge.toSeconds());
    return reasons.verdict();
  }

  private static final class Reasons {
    private final List<String> grave = new ArrayList<>();
    private final List<String> light = new ArrayList<>();

    void add(Level level, String format, Object... figure) {
      if (level != Level.TRUSTED) {
        String reason = String.format(Locale.ROOT, format, figure);
        (level == Level.NOT_TO_BE_TRUSTED ? grave : light).add(reason);
      }
    }

    Credence verdict() {
      Level level =
          !grave.isEmpty()
              ? Level.NOT_TO_BE_TRUSTED
              : light.isEmpty() ? Level.TRUSTED : Level.DOUBTFUL;
      List<String> all = new ArrayList<>(grave);
      all.addAll(light);
      return new Credence(level, all);
    }
  }
}
