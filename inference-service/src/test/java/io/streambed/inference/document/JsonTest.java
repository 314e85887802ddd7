package io.streambed.inference.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.streambed.science.Calibration;
import io.streambed.science.Cloud;
import io.streambed.science.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void aCalibrationIsWrittenWithoutItsClouds() {
    Tensor one = Tensor.of(new float[] {1}, 1);
    Cloud cloud =
        new Cloud(one, one, Tensor.of(new float[] {1}, 1, 1), Tensor.of(new float[5], 5, 1), 1);
    Calibration calibration =
        new Calibration(64, 4, Double.NaN, 0.5, List.of(), List.of(), List.of(), List.of());

    assertEquals(
        "{\"pairs\":64,\"loss\":4.0,\"log_normaliser_mean\":null,\"log_normaliser_deviation\":0.5,"
            + "\"rank_counts\":[],\"levels\":[],\"coverage\":[],\"tarp_counts\":[]}",
        Json.text(calibration.with(cloud, cloud)));
  }
}
