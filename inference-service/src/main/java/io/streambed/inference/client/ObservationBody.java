package io.streambed.inference.client;

import io.streambed.science.Observation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** From an observation to the document that the server takes. */
final class ObservationBody {

  private ObservationBody() {}

  /** Of one that says when it was made. */
  static Map<String, Object> of(Observation observation) {
    Map<String, Object> body =
        of(
            observation.id(),
            observation.sensor(),
            observation.data().toArray(),
            observation.samples(),
            observation.deadline());
    body.put("time", observation.time().toString());
    return body;
  }

  /** Of one that is made now. */
  static Map<String, Object> of(
      String id, String sensor, float[] data, int samples, Duration deadline) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("sensor", sensor);
    body.put("data", data);
    body.put("samples", samples);
    body.put("deadline_seconds", deadline.toNanos() / 1e9);
    return body;
  }
}
