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

  /**
   * Brings a session in order after an observation was counted: everything embedded by this model,
   * and no more observations kept than the settings say. Of those before it that this model cannot
   * embed nothing is left.
   *
   * @throws IllegalArgumentException if the observation itself has no finite embedding
   */
  SessionState settled(SessionState state) {
    List<Seen> kept = seen(state.kept());
    List<Seen> newest = newest(kept);
    Session.Statistic sum = null;
    if (settings.kind() == Kind.ACCUMULATE) {
      sum = sum(state);
      for (Seen seen : kept.subList(0, kept.size() - newest.size())) {
        sum = plus(sum, seen);
      }
    }
    boolean empty = sum == null || sum.running().count() == 0;
    return state.with(empty ? null : sum, newest, settings.remembered());
  }

  private List<Seen> newest(List<Seen> kept) {
    return kept.subList(Math.max(0, kept.size() - settings.mostKept()), kept.size());
  }

  private List<Seen> seen(List<Seen> kept) {
    List<Seen> all = new ArrayList<>();
    for (Seen seen : kept) {
      Seen here = seen.under(model);
      String observation = seen.id();
      if (here.isFinite()) {
        all.add(here);
      } else if (seen == kept.get(kept.size() - 1)) {
        throw new IllegalArgumentException(
            "observation.data: expected data with a finite embedding, got another of "
                + observation);
      } else {
        LOG.warn("Model {} cannot embed {}, which is left out", version(), observation);
      }
    }
    return all;
  }

  /**
   * The answer to one of the observations kept in {@code state}, by it and those before it.
   *
   * @param index of the observation among those kept
   * @param encoded the observation by this model
   */
  Answer answer(
      SessionState state,
      int index,
      Observation observation,
      Encoded encoded,
      ReceiptTime receipt) {
    int first = settings.kind() == Kind.WINDOW ? Math.max(0, index + 1 - settings.window()) : 0;
    List<Seen> together =
        state.kept().subList(first, index + 1).stream().map(seen -> seen.under(model)).toList();
    Session.Statistic sum = sum(state);
    double doubtful = 0;
    Session.Statistic all = sum;
    for (Seen seen : together) {
      doubtful = settings.forgetting() * all.doubtful();
      all = plus(all, seen);
    }
    RunningStatistic running = all.running();
    Standing standing =
        new Standing(
            running.count(),
            running.weight(),
            state.notCarried(settings.kind(), sum),
            false,
            doubtful);
    return model.answer(observation, encoded, receipt, standing, drawing(together, running));
  }

  /** The same of one that is not encoded yet. */
  Answer answer(SessionState state, int index, Observation observation, ReceiptTime receipt) {
    return answer(state, index, observation, model.encode(observation.data()), receipt);
  }

  private ServedModel.Drawing drawing(List<Seen> together, RunningStatistic statistic) {
    if (model.sampler() instanceof StatisticSampler sampler) {
      return (samples, deadline, random) -> sampler.sample(statistic, samples, deadline, random);
    }
    WindowSampler sampler = (WindowSampler) model.sampler();
    List<Data> data = together.stream().map(Seen::data).toList();
    double[] weights = new double[data.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.pow(settings.forgetting(), weights.length - 1 - i);
    }
    return (samples, deadline, random) -> sampler.sample(data, weights, samples, deadline, random);
  }

  private Session.Statistic sum(SessionState state) {
    int size = model.sampler() instanceof StatisticSampler sampler ? sampler.size() : 0;
    return settings.kind() == Kind.WINDOW
        ? Session.Statistic.empty(version(), size)
        : state.sum(version(), size);
  }

  private Session.Statistic plus(Session.Statistic sum, Seen seen) {
    return sum.plus(seen.embedding(), seen.isDoubtful(), settings.forgetting());
  }

  private long version() {
    return model.provenance().version();
  }
}
