package io.streambed.app.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.streambed.app.result.EmbeddingSummary;
import io.streambed.science.Data;
import io.streambed.science.EmbeddingEstimator;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.Uniform;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingJudgeTest {
  private static final Prior PRIOR =
      Prior.of(
          new ParameterSpace(List.of("seen", "unseen"), List.of("1", "1")),
          List.of(new Uniform(0, 10), new Uniform(0, 10)));

  /** f(y) = y, of one value. */
  private static final class Identity implements EmbeddingEstimator {
    @Override
    public int embedding() {
      return 1;
    }

    @Override
    public float[] embedData(List<Data> data) {
      float[] f = new float[data.size()];
      for (int n = 0; n < f.length; n++) {
        f[n] = data.get(n).get(0);
      }
      return f;
    }

    @Override
    public float[] embedParameters(double[] x, int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double[] embeddingSlopes(double[] x, int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Candidates candidates(double[] x, int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public double[] own(List<Data> data, double[] x) {
      throw new UnsupportedOperationException();
    }
  }

  /** y = 2 seen + 1, so 1; unseen runs to and fro over the fit and the rest, about 0. */
  @Test
  void whatTheDataTellInLinearFormIsOneAndWhatTheyDoNotIsZero() {
    List<Outcome.Pair> pairs = pairs(300);
    EmbeddingSummary summary =
        Objects.requireNonNull(EmbeddingJudge.of(new Identity(), PRIOR, pairs));
    assertEquals(200, summary.fitted());
    assertEquals(100, summary.heldOut());
    assertEquals("seen", summary.parameters().get(0).parameter());
    assertEquals(1, summary.parameters().get(0).r2(), 1e-9);
    assertEquals(0, summary.parameters().get(1).r2(), 1e-2);
  }

  /** Two coefficients need 8 pairs: two thirds of 12. */
  @Test
  void tooFewPairsSayNothing() {
    assertNull(EmbeddingJudge.of(new Identity(), PRIOR, pairs(11)));
    assertEquals(
        8, Objects.requireNonNull(EmbeddingJudge.of(new Identity(), PRIOR, pairs(12))).fitted());
  }

  private static List<Outcome.Pair> pairs(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> {
              double seen = n / 2 % 10;
              Parameters parameters = Parameters.of(seen, n % 2 == 0 ? 2 : 8);
              return new Outcome.Pair(
                  n, 0, parameters, Data.of(new float[] {(float) (2 * seen + 1)}));
            })
        .toList();
  }
}
