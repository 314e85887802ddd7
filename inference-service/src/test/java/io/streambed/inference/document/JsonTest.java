package io.streambed.inference.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Calibration;
import io.streambed.science.Cloud;
import io.streambed.science.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final Cloud CLOUD =
      new Cloud(
          Tensor.of(new float[] {0}, 1),
          Tensor.of(new float[] {1}, 1),
          Tensor.of(new float[] {1}, 1, 1),
          Tensor.of(new float[] {0, 1, 2, 3, 4}, 5, 1),
          1);

  @Test
  void aCalibrationIsWrittenWithoutItsClouds() {
    Calibration calibration =
        new Calibration(
            64, 4, -0.25, Double.NaN, List.of(), List.of(), List.of(), List.of(), CLOUD, CLOUD);
    assertEquals(
        "{\"pairs\":64,\"loss\":4.0,\"log_normaliser_mean\":-0.25,\"log_normaliser_deviation\":null,"
            + "\"rank_counts\":[],\"levels\":[],\"coverage\":[],\"tarp_counts\":[]}",
        Json.text(calibration));
  }
}
