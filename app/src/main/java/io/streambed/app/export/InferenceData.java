package io.streambed.app.export;

import io.streambed.app.netcdf.Group;
import io.streambed.app.netcdf.Group.Dimension;
import io.streambed.app.netcdf.NetcdfFile;
import io.streambed.app.netcdf.Variable;
import io.streambed.inference.document.TrustSummary;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One posterior in the layout of ArviZ's InferenceData, as NetCDF-4. */
public final class InferenceData {
  private InferenceData() {}

  /**
   * The file's bytes: group posterior of equally weighted draws, group sample_stats of their
   * weights, and group weighted_posterior as well where the draws are weighted.
   *
   * @param experiment its name
   * @throws IllegalArgumentException if a parameter's name is none of NetCDF's
   */
  public static byte[] netcdf(String experiment, Posterior posterior) {
    Draws draws = posterior.draws();
    Draws equal = EqualDraws.of(draws);
    List<Group> groups = new ArrayList<>();
    groups.add(group("posterior", variables(posterior, equal), facts(posterior)));
    groups.add(group("sample_stats", List.of(weight("weight", equal)), Map.of()));
    if (!EqualDraws.equal(draws)) {
      List<Variable> weighted = new ArrayList<>(variables(posterior, draws));
      // A parameter may be called weight.
      weighted.add(weight("streambed_weight", draws));
      groups.add(group("weighted_posterior", weighted, Map.of()));
    }
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("inference_library", "streambed");
    file.put("experiment", experiment);
    return NetcdfFile.of(groups, file);
  }

  private static Group group(
      String name, List<Variable> variables, Map<String, Object> attributes) {
    int draws = variables.get(0).size();
    return new Group(
        name, new Dimension("chain", 1), new Dimension("draw", draws), variables, attributes);
  }

  private static List<Variable> variables(Posterior posterior, Draws draws) {
    List<Variable> variables = new ArrayList<>();
    for (int p = 0; p < posterior.space().size(); p++) {
      variables.add(
          Variable.of(
              posterior.space().names().get(p),
              draws.column(p),
              Map.of("units", posterior.space().units().get(p))));
    }
    return variables;
  }

  private static Variable weight(String name, Draws draws) {
    return Variable.of(name, draws.weights(), Map.of("units", "1"));
  }

  private static Map<String, Object> facts(Posterior posterior) {
    TrustSummary trust = TrustSummary.of(posterior);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("observation", posterior.observation());
    facts.put("sensor", posterior.sensor());
    facts.put("model_version", posterior.modelVersion());
    facts.put("model_age_seconds", posterior.modelAge().toNanos() / 1e9);
    facts.put("latency_seconds", posterior.latency().toNanos() / 1e9);
    facts.put("standing_observations", posterior.standing().observations());
    facts.put("standing_weight", posterior.standing().weight());
    facts.put("standing_not_carried", posterior.standing().notCarried());
    facts.put("standing_late", posterior.standing().late() ? 1L : 0L);
    facts.put("standing_doubtful", posterior.standing().doubtful());
    facts.put("trust_verdict", trust.verdict());
    facts.put("trust_reasons", String.join("; ", trust.reasons()));
    facts.put("trust_status", trust.status());
    facts.put("trust_sampler", trust.sampler());
    facts.put("trust_effective_sample_size", trust.effectiveSampleSize());
    facts.put("trust_acceptance", trust.acceptance());
    facts.put("trust_pareto_k", trust.paretoK());
    facts.put("trust_log_normaliser", trust.logNormaliser());
    facts.put("trust_log_normaliser_mean", trust.logNormaliserMean());
    facts.put("trust_log_normaliser_deviation", trust.logNormaliserDeviation());
    facts.put("trust_cut_mass", trust.cutMass());
    facts.put("trust_bound_excess", trust.boundExcess());
    facts.put("trust_leaked_mass", trust.leakedMass());
    facts.put("trust_data_distance", trust.dataDistance());
    facts.put("trust_embedding_distance", trust.embeddingDistance());
    return facts;
  }
}
