package io.streambed.inference;

import io.streambed.inference.SessionSettings.Kind;
import io.streambed.science.Data;
import io.streambed.science.Observation;
import io.streambed.science.Posterior.Standing;
import io.streambed.science.posterior.RunningStatistic;
import io.streambed.science.posterior.StatisticSampler;
import io.streambed.science.posterior.WindowSampler;
import io.streambed.topics.Session;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one model makes of sessions: keeps their sums and draws from their posteriors. */
final class SessionModel {
  private static final Logger LOG = LoggerFactory.getLogger(SessionModel.class);

  private final ServedModel model;
  private final SessionSettings settings;

  SessionModel(ServedModel model, SessionSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  /**
   * Looks whether the model serves sessions of these settings.
   *
   * @throws IllegalArgumentException saying what was expected, if it does not
   */
  static void require(ServedModel model, SessionSettings settings) {
    boolean serves =
        switch (settings.kind()) {
          case NONE -> true;
          case ACCUMULATE -> model.sampler() instanceof StatisticSampler;
          case WINDOW ->
              model.sampler() instanceof StatisticSampler
                  || model.sampler() instanceof WindowSampler;
        };
    if (!serves) {
      throw new IllegalArgumentException(
          "expected a model of which log ratios add up for inference.session.kind = %s, got another kind"
              .formatted(settings.kind()));
    }
  }

  /** An observation by this model. */
  Encoded encode(Observation observation) {
    return model.encode(observation);
  }

  /**
   * Brings a session in order after an observation was counted: everything embedded by this model,
   * and no more observations kept than the settings say. Of those before it that this model cannot
   * embed nothing is left.
   *
   * @throws IllegalArgumentException if the observation itself has no finite embedding
   */
  SessionState settled(SessionState state) {
    if (!(model.sampler() instanceof StatisticSampler sampler)) {
      return state.with(null, newest(state.kept()));
    }
    List<Seen> kept = embedded(state.kept(), sampler);
    RunningStatistic sum = sum(state, sampler);
    for (Seen seen : kept.subList(0, kept.size() - newest(kept).size())) {
      sum = sum.plus(seen.embedding(), settings.forgetting());
    }
    boolean empty = settings.kind() == Kind.WINDOW || sum.count() == 0;
    return state.with(empty ? null : new Session.Statistic(version(), sum), newest(kept));
  }

  private List<Seen> newest(List<Seen> kept) {
    return kept.subList(Math.max(0, kept.size() - settings.mostKept()), kept.size());
  }

  private List<Seen> embedded(List<Seen> kept, StatisticSampler sampler) {
    List<Seen> embedded = new ArrayList<>();
    for (Seen seen : kept) {
      Seen here = seen.under(version(), sampler);
      String observation = seen.window().observation();
      if (here.isFinite()) {
        embedded.add(here);
      } else if (seen == kept.get(kept.size() - 1)) {
        throw new IllegalArgumentException(
            "observation.data: expected data with a finite embedding, got another of "
                + observation);
      } else {
        LOG.warn("Model {} cannot embed {}, which is left out", version(), observation);
      }
    }
    return embedded;
  }

  /**
   * The answer to one of the observations kept in {@code state}, by it and those before it.
   *
   * @param index of the observation among those kept
   * @param encoded the observation by this model
   */
  Answer answer(SessionState state, int index, Encoded encoded, ReceiptTime receipt) {
    int first = settings.kind() == Kind.WINDOW ? Math.max(0, index + 1 - settings.window()) : 0;
    List<Seen> together = state.kept().subList(first, index + 1);
    return model.sampler() instanceof StatisticSampler sampler
        ? bySum(state, together, sampler, encoded, receipt)
        : byWindow(together, (WindowSampler) model.sampler(), encoded, receipt);
  }

  private Answer bySum(
      SessionState state,
      List<Seen> together,
      StatisticSampler sampler,
      Encoded encoded,
      ReceiptTime receipt) {
    RunningStatistic before = sum(state, sampler);
    RunningStatistic all = before;
    for (Seen seen : together) {
      all = all.plus(seen.under(version(), sampler).embedding(), settings.forgetting());
    }
    RunningStatistic statistic = all;
    Standing standing =
        new Standing(all.count(), all.weight(), state.notCarried(settings.kind(), before), false);
    return model.answer(
        encoded,
        receipt,
        standing,
        (samples, deadline, random) -> sampler.sample(statistic, samples, deadline, random));
  }

  private Answer byWindow(
      List<Seen> together, WindowSampler sampler, Encoded encoded, ReceiptTime receipt) {
    double[] weights = new double[together.size()];
    double weight = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.pow(settings.forgetting(), weights.length - 1 - i);
      weight += weights[i];
    }
    List<Data> data = together.stream().map(Seen::data).toList();
    return model.answer(
        encoded,
        receipt,
        new Standing(weights.length, weight, 0, false),
        (samples, deadline, random) -> sampler.sample(data, weights, samples, deadline, random));
  }

  private RunningStatistic sum(SessionState state, StatisticSampler sampler) {
    return settings.kind() == Kind.WINDOW
        ? RunningStatistic.empty(sampler.size())
        : state.sum(version(), sampler.size());
  }

  private long version() {
    return model.provenance().version();
  }
}
