package io.streambed.app.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.Credence;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.Posterior.Standing;
import io.streambed.science.Trust;
import io.streambed.science.prior.ParameterSpace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PosteriorFormatTest {
  private static final ParameterSpace SPACE = new ParameterSpace(List.of("a"), List.of("m"));

  @Test
  void everyFormatSaysWhatAPosteriorStandsOn() {
    Posterior posterior = posterior(new Standing(12, 7.5, 3, false, 1.5));
    assertEquals(
        Optional.of(
            "observation,sensor,model_version,weight,observations,not_carried,late,verdict,a"),
        PosteriorFormat.CSV.heading(SPACE));
    assertEquals(
        List.of(
            "o-1,buoy,9,0.5,12,3,false,not-to-be-trusted,1.0",
            "o-1,buoy,9,0.5,12,3,false,not-to-be-trusted,2.0"),
        PosteriorFormat.CSV.lines(posterior));
    String standing =
        "\"standing\":{\"observations\":12,\"weight\":7.5,\"not_carried\":3,\"late\":false,\"doubtful\":1.5}";
    for (PosteriorFormat format : List.of(PosteriorFormat.JSON, PosteriorFormat.ARVIZ)) {
      String line = format.lines(posterior).get(0);
      assertTrue(line.contains(standing), line);
    }
    assertEquals(
        "o-1 of buoy, model 9, not to be trusted, on 12 observations that weigh 7.5, 20 % of doubtful ones, 3 of earlier models left out",
        PosteriorFormat.SUMMARY.lines(posterior).get(0));
  }

  @Test
  void ofOneObservationAloneThereIsNothingToSay() {
    assertEquals("", StandingText.of(Standing.ALONE));
    assertEquals(", on 3 observations", StandingText.of(new Standing(3, 3, 0, false)));
    assertEquals(
        ", set aside from others of its sensor", StandingText.of(new Standing(1, 1, 0, true)));
  }

  private static Posterior posterior(Standing standing) {
    return new Posterior(
        "o-1",
        "buoy",
        9,
        Duration.ZERO,
        SPACE,
        Draws.of(1, new double[] {1, 2}),
        new Trust(2, 1, 0, 0, 0, 1, 0, 0, 0),
        Posterior.Sampler.REJECTION,
        Posterior.Status.COMPLETE,
        Duration.ofMillis(5),
        standing,
        new Credence(Credence.Level.NOT_TO_BE_TRUSTED, List.of("data far out")));
  }
}
