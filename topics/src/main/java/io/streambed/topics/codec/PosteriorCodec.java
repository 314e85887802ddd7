package io.streambed.topics.codec;

import io.streambed.proto.v1.CredenceLevel;
import io.streambed.proto.v1.DataType;
import io.streambed.proto.v1.PosteriorStatus;
import io.streambed.proto.v1.Sampler;
import io.streambed.proto.v1.Standing;
import io.streambed.proto.v1.Tensor;
import io.streambed.science.Credence;
import io.streambed.science.Draws;
import io.streambed.science.Posterior;
import io.streambed.science.Trust;
import io.streambed.science.prior.ParameterSpace;
import io.streambed.topics.MalformedRecordException;
import io.streambed.topics.Raw;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * Posteriors. Draws are 64-bit values, or 32-bit ones where those would not fit into one record (a
 * relative error below 1e-7, far below any Monte Carlo error).
 *
 * <p>The latency is a header of the record: it is another one each time that an observation is
 * answered, while the value is the same bytes.
 */
final class PosteriorCodec extends ProtoCodec<Posterior, io.streambed.proto.v1.Posterior> {
  private static final int WIDE_LIMIT = 600 * 1024;
  private static final String LATENCY = "streambed.latency";

  PosteriorCodec() {
    super("Posterior", io.streambed.proto.v1.Posterior.parser());
  }

  @Override
  io.streambed.proto.v1.Posterior toMessage(Posterior posterior) {
    var message =
        io.streambed.proto.v1.Posterior.newBuilder()
            .setObservation(posterior.observation())
            .setSensor(posterior.sensor())
            .setModelVersion(posterior.modelVersion())
            .setModelAge(Times.of(posterior.modelAge()))
            .setSpace(Priors.message(posterior.space()))
            .setDraws(draws(posterior.draws()))
            .setTrust(trust(posterior.trust()))
            .setSampler(Sampler.valueOf("SAMPLER_" + posterior.sampler().name()))
            .setStatus(PosteriorStatus.valueOf("POSTERIOR_STATUS_" + posterior.status().name()));
    double[] weights = posterior.draws().weights();
    if (!isConstant(weights)) {
      message.setWeights(Tensors.of(weights, List.of(weights.length)));
    }
    if (!posterior.standing().equals(Posterior.Standing.ALONE)) {
      message.setStanding(standing(posterior.standing()));
    }
    if (!posterior.credence().equals(Credence.NONE)) {
      message.setCredence(credence(posterior.credence()));
    }
    return message.build();
  }

  @Override
  public Map<String, String> headers(Posterior posterior) {
    return Map.of(LATENCY, posterior.latency().toString());
  }

  /** Records of before the header was have the latency in their value. */
  @Override
  public Posterior decode(Raw raw) {
    Posterior posterior = super.decode(raw);
    String latency = raw.headers().get(LATENCY);
    try {
      return latency == null ? posterior : posterior.withLatency(Duration.parse(latency));
    } catch (DateTimeParseException | IllegalArgumentException problem) {
      throw new MalformedRecordException(
          "expected a time such as PT0.012S in header %s, got %s".formatted(LATENCY, latency),
          problem);
    }
  }

  @Override
  Posterior toNoun(io.streambed.proto.v1.Posterior message) {
    ParameterSpace space = Priors.noun(message.getSpace());
    if (message.getDraws().getShapeCount() != 2 || message.getDraws().getShape(1) != space.size()) {
      throw new IllegalArgumentException(
          "expected draws [S, %d], got %s"
              .formatted(space.size(), message.getDraws().getShapeList()));
    }
    double[] values = Tensors.doubles("draws", message.getDraws());
    Draws draws =
        message.hasWeights()
            ? Draws.of(space.size(), values, Tensors.doubles("weights", message.getWeights()))
            : Draws.of(space.size(), values);
    return new Posterior(
        message.getObservation(),
        message.getSensor(),
        message.getModelVersion(),
        Times.duration("model_age", message.getModelAge()),
        space,
        draws,
        trust(message.getTrust()),
        Constants.noun(Posterior.Sampler.class, "SAMPLER_", message.getSampler()),
        Constants.noun(Posterior.Status.class, "POSTERIOR_STATUS_", message.getStatus()),
        Times.duration("latency", message.getLatency()),
        message.hasStanding() ? standing(message.getStanding()) : Posterior.Standing.ALONE,
        message.hasCredence() ? credence(message.getCredence()) : Credence.NONE);
  }

  private static io.streambed.proto.v1.Credence credence(Credence credence) {
    return io.streambed.proto.v1.Credence.newBuilder()
        .setLevel(CredenceLevel.valueOf("CREDENCE_LEVEL_" + credence.level().name()))
        .addAllReasons(credence.reasons())
        .build();
  }

  private static Credence credence(io.streambed.proto.v1.Credence message) {
    return new Credence(
        Constants.noun(Credence.Level.class, "CREDENCE_LEVEL_", message.getLevel()),
        message.getReasonsList());
  }

  private static Standing standing(Posterior.Standing standing) {
    return Standing.newBuilder()
        .setObservations(standing.observations())
        .setWeight(standing.weight())
        .setNotCarried(standing.notCarried())
        .setLate(standing.late())
        .setDoubtful(standing.doubtful())
        .build();
  }

  private static Posterior.Standing standing(Standing message) {
    return new Posterior.Standing(
        message.getObservations(),
        message.getWeight(),
        message.getNotCarried(),
        message.getLate(),
        message.getDoubtful());
  }

  private static Tensor draws(Draws draws) {
    double[] values = draws.toArray();
    List<Integer> shape = List.of(draws.size(), draws.parameters());
    if ((long) values.length * Double.BYTES <= WIDE_LIMIT) {
      return Tensors.of(values, shape);
    }
    ByteBuffer buffer = Tensors.allocate(values.length, Float.BYTES);
    for (double value : values) {
      buffer.putFloat((float) value);
    }
    return Tensors.of(DataType.DATA_TYPE_FLOAT32, shape, buffer);
  }

  private static boolean isConstant(double[] weights) {
    for (double weight : weights) {
      if (weight != weights[0]) {
        return false;
      }
    }
    return true;
  }

  private static io.streambed.proto.v1.Trust trust(Trust trust) {
    var message =
        io.streambed.proto.v1.Trust.newBuilder()
            .setEffectiveSampleSize(trust.effectiveSampleSize())
            .setAcceptance(trust.acceptance())
            .setParetoK(trust.paretoK())
            .setLogNormaliser(trust.logNormaliser())
            .setLogNormaliserMean(trust.logNormaliserMean())
            .setLogNormaliserDeviation(trust.logNormaliserDeviation())
            .setCutMass(trust.cutMass())
            .setBoundExcess(trust.boundExcess())
            .setLeakedMass(trust.leakedMass());
    if (!Double.isNaN(trust.dataDistance())) {
      message.setDataDistance(trust.dataDistance());
    }
    if (!Double.isNaN(trust.embeddingDistance())) {
      message.setEmbeddingDistance(trust.embeddingDistance());
    }
    return message.build();
  }

  private static Trust trust(io.streambed.proto.v1.Trust message) {
    return new Trust(
        message.getEffectiveSampleSize(),
        message.getAcceptance(),
        message.getParetoK(),
        message.getLogNormaliser(),
        message.getLogNormaliserMean(),
        message.getLogNormaliserDeviation(),
        message.getCutMass(),
        message.getBoundExcess(),
        message.getLeakedMass(),
        message.hasDataDistance() ? message.getDataDistance() : Double.NaN,
        message.hasEmbeddingDistance() ? message.getEmbeddingDistance() : Double.NaN);
  }
}
