package io.streambed.inference.http;

import io.streambed.inference.InferenceSettings;
import io.streambed.inference.live.LiveView;
import io.streambed.topics.client.TopicClient;
import io.streambed.topics.experiment.ExperimentSettings;

/**
 * What the endpoints speak of.
 *
 * @param experiment that is served
 * @param inference its limits
 * @param settings of the interface
 * @param client of its topics
 * @param view of them
 * @param infers whether this process answers observations itself, too: it is ready with a model
 *     only
 */
record Service(
    ExperimentSettings experiment,
    InferenceSettings inference,
    HttpSettings settings,
    TopicClient client,
    LiveView view,
    boolean infers) {

  /** P. */
  int parameters() {
    return experiment.prior().size();
  }
}
