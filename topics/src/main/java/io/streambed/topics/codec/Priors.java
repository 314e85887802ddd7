package io.streambed.topics.codec;

import io.streambed.proto.v1.Parameter;
import io.streambed.science.prior.Block;
import io.streambed.science.prior.LogNormal;
import io.streambed.science.prior.MultivariateNormal;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.science.prior.Prior;
import io.streambed.science.prior.TruncatedNormal;
import io.streambed.science.prior.Uniform;
import java.util.List;

/** Parameter spaces and priors as messages. */
final class Priors {

  private Priors() {}

  static io.streambed.proto.v1.ParameterSpace message(ParameterSpace space) {
    var message = io.streambed.proto.v1.ParameterSpace.newBuilder();
    for (int p = 0; p < space.size(); p++) {
      message.addParameters(
          Parameter.newBuilder().setName(space.names().get(p)).setUnit(space.units().get(p)));
    }
    return message.build();
  }

  static ParameterSpace noun(io.streambed.proto.v1.ParameterSpace message) {
    return new ParameterSpace(
        message.getParametersList().stream().map(Parameter::getName).toList(),
        message.getParametersList().stream().map(Parameter::getUnit).toList());
  }

  static io.streambed.proto.v1.Prior message(Prior prior) {
    return io.streambed.proto.v1.Prior.newBuilder()
        .setSpace(message(prior.space()))
        .addAllDistributions(prior.blocks().stream().map(Priors::message).toList())
        .build();
  }

  static Prior noun(io.streambed.proto.v1.Prior message) {
    return Prior.of(
        noun(message.getSpace()),
        message.getDistributionsList().stream().map(Priors::noun).toList());
  }

  private static io.streambed.proto.v1.Distribution message(Block block) {
    var message = io.streambed.proto.v1.Distribution.newBuilder();
    if (block instanceof Uniform d) {
      message.getUniformBuilder().setLower(d.lower()).setUpper(d.upper());
    } else if (block instanceof Normal d) {
      message.getNormalBuilder().setMean(d.mean()).setDeviation(d.deviation());
    } else if (block instanceof TruncatedNormal d) {
      message
          .getTruncatedNormalBuilder()
          .setMean(d.mean())
          .setDeviation(d.deviation())
          .setLower(d.lower())
          .setUpper(d.upper());
    } else if (block instanceof LogNormal d) {
      message.getLogNormalBuilder().setLogMean(d.logMean()).setLogDeviation(d.logDeviation());
    } else if (block instanceof MultivariateNormal d) {
      message
          .getMultivariateNormalBuilder()
          .setMean(Tensors.of(d.mean(), List.of(d.size())))
          .setCovariance(Tensors.of(d.covariance(), List.of(d.size(), d.size())));
    }
    return message.build();
  }

  private static Block noun(io.streambed.proto.v1.Distribution message) {
    return switch (message.getFormCase()) {
      case UNIFORM -> new Uniform(message.getUniform().getLower(), message.getUniform().getUpper());
      case NORMAL -> new Normal(message.getNormal().getMean(), message.getNormal().getDeviation());
      case TRUNCATED_NORMAL -> {
        var d = message.getTruncatedNormal();
        yield new TruncatedNormal(d.getMean(), d.getDeviation(), d.getLower(), d.getUpper());
      }
      case LOG_NORMAL ->
          new LogNormal(
              message.getLogNormal().getLogMean(), message.getLogNormal().getLogDeviation());
      case MULTIVARIATE_NORMAL ->
          MultivariateNormal.of(
              Tensors.doubles("mean", message.getMultivariateNormal().getMean()),
              Tensors.doubles("covariance", message.getMultivariateNormal().getCovariance()));
      case FORM_NOT_SET ->
          throw new IllegalArgumentException(
              "expected a uniform, normal, truncated normal, log-normal or multivariate normal"
                  + " distribution, got an unknown one");
    };
  }
}
