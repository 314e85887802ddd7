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

/** What one model makes of sessions: keeps their sums and draws from their posteriors. */
final class SessionModel {
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
   * and no more observations kept than the settings say.
   *
   * @throws IllegalArgumentException if an observation has no finite embedding
   */
  SessionState settled(SessionState state) {
    List<Seen> kept = new ArrayList<>(state.kept());
    int excess = Math.max(0, kept.size() - settings.mostKept());
    if (!(model.sampler() instanceof StatisticSampler sampler)) {
      return state.with(null, kept.subList(excess, kept.size()));
    }
    kept.replaceAll(seen -> seen.under(version(), sampler));
    RunningStatistic sum = sum(state, sampler);
    for (Seen seen : kept.subList(0, excess)) {
      sum = sum.plus(seen.embedding(), settings.forgetting());
    }
    boolean empty = settings.kind() == Kind.WINDOW || sum.count() == 0;
    return state.with(
        empty ? null : new Session.Statistic(version(), sum), kept.subList(excess, kept.size()));
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
