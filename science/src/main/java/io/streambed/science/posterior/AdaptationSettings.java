package io.streambed.science.posterior;

/**
 * How the rung of adapted importance sampling works.
 *
 * @param rounds in which it may fit the posterior; 0 leaves the rung out, typically 8
 * @param kernels Gaussians around draws of the round before; at least 1, typically 64
 * @param candidates drawn in the round that is to serve, for each draw asked for; at least 1,
 *     typically 4
 * @param mostCandidates when that comes to more, the rung is left out: the last one then costs
 *     less; at least 1, typically 16,384
 */
public record AdaptationSettings(int rounds, int kernels, int candidates, int mostCandidates) {

  public AdaptationSettings {
    if (rounds < 0 || kernels < 1 || candidates < 1 || mostCandidates < 1) {
      throw new IllegalArgumentException(
          "expected rounds >= 0 and kernels, candidates, mostCandidates >= 1, got %d, %d, %d, %d"
              .formatted(rounds, kernels, candidates, mostCandidates));
    }
  }
}
