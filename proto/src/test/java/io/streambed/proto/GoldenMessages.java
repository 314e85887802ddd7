package io.streambed.proto;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.streambed.proto.v1.*;
import io.streambed.proto.v1.Critic;
import io.streambed.proto.v1.Discrepancy;
import io.streambed.proto.v1.LocalContrasts;
import java.util.Map;
import java.util.TreeMap;

/** What the golden bytes hold, in literals. Every field of every message is set in one of them. */
final class GoldenMessages {
  private static final Timestamp TIME =
      Timestamp.newBuilder().setSeconds(1_700_000_000L).setNanos(250_000_000).build();
  private static final Duration TWO_SECONDS = Duration.newBuilder().setSeconds(2).build();

  /** 1, -2.5 as little-endian 32-bit values. */
  private static final Tensor FLOATS =
      Tensor.newBuilder()
          .setType(DataType.DATA_TYPE_FLOAT32)
          .addShape(2)
          .setData(bytes(0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x20, 0xc0))
          .build();

  /** 0.5 as a little-endian 64-bit value, shape [1, 1]. */
  private static final Tensor DOUBLE =
      Tensor.newBuilder()
          .setType(DataType.DATA_TYPE_FLOAT64)
          .addShape(1)
          .addShape(1)
          .setData(bytes(0, 0, 0, 0, 0, 0, 0xe0, 0x3f))
          .build();

  private static final ParameterSpace SPACE =
      ParameterSpace.newBuilder()
          .addParameters(Parameter.newBuilder().setName("growth").setUnit("1/year"))
          .build();
  private static final Distribution UNIFORM =
      Distribution.newBuilder().setUniform(Uniform.newBuilder().setLower(-1).setUpper(2.5)).build();
  private static final Prior PRIOR =
      Prior.newBuilder().setSpace(SPACE).addDistributions(UNIFORM).build();
  private static final GaussianProposal GAUSSIAN =
      GaussianProposal.newBuilder()
          .setMean(DOUBLE.toBuilder().clearShape().addShape(1))
          .setCovariance(DOUBLE)
          .setSupportMass(0.999)
          .build();
  private static final Proposal NARROWED =
      Proposal.newBuilder().setId(3).setGaussian(GAUSSIAN).build();

  private GoldenMessages() {}

  /** By the name of the file that holds the bytes. */
  static Map<String, Message> all() {
    Map<String, Message> messages = new TreeMap<>();
    messages.put("Tensor", DOUBLE);
    messages.put("ParameterSpace", SPACE);
    messages.put("Parameter", SPACE.getParameters(0));
    messages.put("Prior", PRIOR);
    messages.put("Distribution.uniform", UNIFORM);
    messages.put("Uniform", UNIFORM.getUniform());
    Normal normal = Normal.newBuilder().setMean(1.5).setDeviation(0.25).build();
    messages.put("Normal", normal);
    messages.put("Distribution.normal", Distribution.newBuilder().setNormal(normal).build());
    TruncatedNormal truncated =
        TruncatedNormal.newBuilder()
            .setMean(1)
            .setDeviation(0.5)
            .setLower(-0.125)
            .setUpper(Double.POSITIVE_INFINITY)
            .build();
    messages.put("TruncatedNormal", truncated);
    messages.put(
        "Distribution.truncated_normal",
        Distribution.newBuilder().setTruncatedNormal(truncated).build());
    LogNormal logNormal = LogNormal.newBuilder().setLogMean(-1).setLogDeviation(1).build();
    messages.put("LogNormal", logNormal);
    messages.put(
        "Distribution.log_normal", Distribution.newBuilder().setLogNormal(logNormal).build());
    MultivariateNormal multivariate =
        MultivariateNormal.newBuilder()
            .setMean(GAUSSIAN.getMean())
            .setCovariance(GAUSSIAN.getCovariance())
            .build();
    messages.put("MultivariateNormal", multivariate);
    messages.put(
        "Distribution.multivariate_normal",
        Distribution.newBuilder().setMultivariateNormal(multivariate).build());
    messages.put("PriorProposal", PriorProposal.getDefaultInstance());
    messages.put("GaussianProposal", GAUSSIAN);
    messages.put(
        "Proposal.prior",
        Proposal.newBuilder().setPrior(PriorProposal.getDefaultInstance()).build());
    messages.put("Proposal.gaussian", NARROWED);
    TruncatedProposal box =
        TruncatedProposal.newBuilder().setLower(GAUSSIAN.getMean()).setUpper(DOUBLE).build();
    messages.put("TruncatedProposal", box);
    messages.put("Proposal.truncated", Proposal.newBuilder().setId(4).setTruncated(box).build());
    KernelProposal kernels =
        KernelProposal.newBuilder()
            .setLower(GAUSSIAN.getMean())
            .setUpper(GAUSSIAN.getMean())
            .setCentres(FLOATS.toBuilder().addShape(1))
            .setCovariance(DOUBLE)
            .setDefensiveShare(0.25)
            .setInsideShare(0.875)
            .build();
    messages.put("KernelProposal", kernels);
    messages.put("Proposal.kernels", Proposal.newBuilder().setId(5).setKernels(kernels).build());
    putRuns(messages);
    putModels(messages);
    putAnswers(messages);
    putRest(messages);
    return messages;
  }

  private static void putRuns(Map<String, Message> messages) {
    messages.put(
        "RunBlock",
        RunBlock.newBuilder()
            .setNumber(7)
            .setFirstRun(1792)
            .setCount(256)
            .setProposal(NARROWED)
            .build());
    Failure failure =
        Failure.newBuilder()
            .setRow(1)
            .setCause(FailureCause.FAILURE_CAUSE_TIMED_OUT)
            .setMessage("no result within 10 s")
            .build();
    messages.put("Failure", failure);
    messages.put(
        "OutcomeBlock",
        OutcomeBlock.newBuilder()
            .setBlock(7)
            .setPart(1)
            .setParts(2)
            .setSimulator("linear-gaussian 1")
            .setSeed(-42)
            .setProposal(3)
            .addRuns(1792)
            .addRuns(1793)
            .setParameters(DOUBLE)
            .setData(FLOATS.toBuilder().clearShape().addShape(1).addShape(2))
            .addFailures(failure)
            .build());
  }

  private static void putModels(Map<String, Message> messages) {
    Provenance provenance =
        Provenance.newBuilder()
            .setExperiment("lynx-hare")
            .setSeed(-42)
            .setRound(2)
            .setStep(5000)
            .setAdmitted(200_000)
            .setSimulator("lotka-volterra 1")
            .setCreated(TIME)
            .build();
    messages.put("Provenance", provenance);
    Estimator estimator =
        Estimator.newBuilder()
            .setEncoder(Encoder.ENCODER_CONVOLUTION)
            .setCritic(Critic.CRITIC_INNER_PRODUCT)
            .setTransform(DataTransform.DATA_TRANSFORM_LOG)
            .setEmbedding(32)
            .setWidth(128)
            .setBlocks(3)
            .setParameterOctaves(4)
            .setDataOctaves(2)
            .setQuadratic(true)
            .setTemperature(0.05)
            .setLearnTemperature(true)
            .setBias(true)
            .setPriorNegatives(64)
            .build();
    messages.put("Estimator", estimator);
    messages.put(
        "Estimator.embed_and_emulate",
        estimator.toBuilder().setKind(EstimatorKind.ESTIMATOR_KIND_EMBED_AND_EMULATE).build());
    LocalContrasts local =
        LocalContrasts.newBuilder()
            .setContrasts(8)
            .setSmallest(0.01)
            .setLargest(1)
            .setWeight(0.5)
            .build();
    messages.put("LocalContrasts", local);
    IntraDomain intra =
        IntraDomain.newBuilder()
            .setWeight(0.5)
            .setDataNoise(0.1)
            .setParameterNoise(0.04)
            .setTemperature(0.15)
            .build();
    messages.put("IntraDomain", intra);
    WeightedNegatives weighted =
        WeightedNegatives.newBuilder()
            .setNegatives(512)
            .setCandidates(4096)
            .setDefensiveShare(0.2)
            .build();
    messages.put("WeightedNegatives", weighted);
    messages.put("Contrasts.weighted", Contrasts.newBuilder().setWeighted(weighted).build());
    Contrasts contrasts =
        Contrasts.newBuilder()
            .setSides(ContrastSides.CONTRAST_SIDES_PARAMETERS)
            .setAutomatic(true)
            .setLocal(local)
            .setQueue(1000)
            .setIntra(intra)
            .build();
    messages.put("Contrasts", contrasts);
    messages.put("Estimator.contrasts", estimator.toBuilder().setContrasts(contrasts).build());
    Discrepancy discrepancy = Discrepancy.newBuilder().setWidth(32).setBlocks(1).build();
    messages.put("Discrepancy", discrepancy);
    messages.put(
        "Estimator.discrepancy",
        estimator.toBuilder()
            .setCritic(Critic.CRITIC_DISCREPANCY)
            .setDiscrepancy(discrepancy)
            .build());
    NreC nreC =
        NreC.newBuilder()
            .setContrasts(31)
            .setOdds(0.5)
            .setWidth(128)
            .setBlocks(2)
            .setParameterOctaves(4)
            .setDataOctaves(3)
            .build();
    messages.put("NreC", nreC);
    messages.put(
        "Estimator.nre_c",
        Estimator.newBuilder()
            .setKind(EstimatorKind.ESTIMATOR_KIND_NRE_C)
            .setTransform(DataTransform.DATA_TRANSFORM_LOG)
            .setNreC(nreC)
            .build());
    Abc abc = Abc.newBuilder().setPairs(1000).setNeighbours(100).setBandwidth(0.5).build();
    messages.put("Abc", abc);
    messages.put(
        "Estimator.abc",
        Estimator.newBuilder()
            .setKind(EstimatorKind.ESTIMATOR_KIND_ABC)
            .setTransform(DataTransform.DATA_TRANSFORM_NONE)
            .setAbc(abc)
            .build());
    NpeC npeC =
        NpeC.newBuilder()
            .setLayers(5)
            .setBins(10)
            .setTail(3)
            .setWidth(50)
            .setBlocks(2)
            .setAtoms(12)
            .setDataOctaves(4)
            .build();
    messages.put("NpeC", npeC);
    messages.put(
        "Estimator.npe_c",
        Estimator.newBuilder()
            .setKind(EstimatorKind.ESTIMATOR_KIND_NPE_C)
            .setTransform(DataTransform.DATA_TRANSFORM_SIGNED_LOG)
            .setNpeC(npeC)
            .build());
    RankHistogram ranks = RankHistogram.newBuilder().addCounts(5).addCounts(300).build();
    messages.put("RankHistogram", ranks);
    Calibration calibration =
        Calibration.newBuilder()
            .setPairs(305)
            .setLoss(1.25)
            .setLogNormaliserMean(-0.5)
            .setLogNormaliserDeviation(0.125)
            .addRanks(ranks)
            .addLevels(0.5)
            .addLevels(0.9)
            .addCoverage(0.49)
            .addCoverage(0.91)
            .build();
    messages.put("Calibration", calibration);
    messages.put("Calibration.tarp", calibration.toBuilder().addTarpCounts(300).build());
    ModelManifest manifest =
        ModelManifest.newBuilder()
            .setFormat(1)
            .setVersion(9)
            .setSlot(1)
            .setChunks(2)
            .setBytes(1_000_000)
            .setSha256(ByteString.copyFromUtf8("0123456789abcdef0123456789abcdef"))
            .setProvenance(provenance)
            .setEstimator(estimator)
            .setPrior(PRIOR)
            .setProposal(NARROWED)
            .addDataShape(2)
            .addDataShape(21)
            .setCalibration(calibration)
            .build();
    messages.put("ModelManifest", manifest);
    Verdict verdict =
        Verdict.newBuilder()
            .setPromoted(true)
            .setReason("better")
            .setIncumbent(8)
            .setPairs(512)
            .setLoss(9.5)
            .setLossError(0.25)
            .setDifference(-0.75)
            .setDifferenceError(0.125)
            .setSpreadOverData(0.5)
            .setSpreadOverParameters(1.5)
            .addFlags("overconfident")
            .addIncumbentFlags("its loss has risen")
            .build();
    messages.put("Verdict", verdict);
    messages.put("ModelManifest.verdict", manifest.toBuilder().setVerdict(verdict).build());
    messages.put("ModelRecord.manifest", ModelRecord.newBuilder().setManifest(manifest).build());
    ModelChunk chunk =
        ModelChunk.newBuilder()
            .setVersion(9)
            .setSlot(1)
            .setIndex(1)
            .setContent(bytes(0xca, 0xfe))
            .build();
    messages.put("ModelChunk", chunk);
    messages.put("ModelRecord.chunk", ModelRecord.newBuilder().setChunk(chunk).build());
    putCheckpoints(messages);
  }

  private static void putCheckpoints(Map<String, Message> messages) {
    CheckpointChunk chunk =
        CheckpointChunk.newBuilder()
            .setNumber(7)
            .setSlot(1)
            .setIndex(1)
            .setContent(bytes(0xca, 0xfe))
            .build();
    CheckpointManifest manifest =
        CheckpointManifest.newBuilder()
            .setNumber(7)
            .setSlot(1)
            .setChunks(2)
            .setBytes(900_000)
            .setSha256(bytes(0x01, 0x02, 0x03))
            .build();
    messages.put("CheckpointChunk", chunk);
    messages.put("CheckpointManifest", manifest);
    messages.put("CheckpointRecord.chunk", CheckpointRecord.newBuilder().setChunk(chunk).build());
    messages.put(
        "CheckpointRecord.manifest", CheckpointRecord.newBuilder().setManifest(manifest).build());
  }

  private static void putAnswers(Map<String, Message> messages) {
    messages.put(
        "Observation",
        Observation.newBuilder()
            .setId("o-1")
            .setSensor("pelts")
            .setData(FLOATS)
            .setTime(TIME)
            .setSamples(1000)
            .setDeadline(TWO_SECONDS)
            .build());
    Trust trust =
        Trust.newBuilder()
            .setEffectiveSampleSize(812.5)
            .setAcceptance(0.25)
            .setParetoK(0.375)
            .setLogNormaliser(-1.5)
            .setLogNormaliserMean(-1)
            .setLogNormaliserDeviation(0.5)
            .setCutMass(0.0625)
            .build();
    messages.put("Trust", trust);
    messages.put("Trust.bound", trust.toBuilder().setBoundExcess(0.125).build());
    messages.put("Trust.leaked", trust.toBuilder().setLeakedMass(0.03125).build());
    messages.put(
        "Posterior",
        Posterior.newBuilder()
            .setObservation("o-1")
            .setSensor("pelts")
            .setModelVersion(9)
            .setModelAge(TWO_SECONDS)
            .setSpace(SPACE)
            .setDraws(DOUBLE)
            .setWeights(DOUBLE.toBuilder().clearShape().addShape(1))
            .setTrust(trust)
            .setSampler(Sampler.SAMPLER_TEMPERED_SMC)
            .setStatus(PosteriorStatus.POSTERIOR_STATUS_DEADLINE)
            .setLatency(Duration.newBuilder().setNanos(12_000_000))
            .build());
    Standing standing =
        Standing.newBuilder()
            .setObservations(12)
            .setWeight(7.5)
            .setNotCarried(3)
            .setLate(true)
            .build();
    messages.put("Standing", standing);
    messages.put("Standing.doubtful", Standing.newBuilder().setDoubtful(0.75).build());
    messages.put(
        "Posterior.standing",
        Posterior.newBuilder().setObservation("o-1").setStanding(standing).build());
    putTrust(messages);
  }

  private static void putTrust(Map<String, Message> messages) {
    Credence credence =
        Credence.newBuilder()
            .setLevel(CredenceLevel.CREDENCE_LEVEL_DOUBTFUL)
            .addReasons("data far out")
            .build();
    messages.put("Credence", credence);
    messages.put(
        "Posterior.credence",
        Posterior.newBuilder().setObservation("o-1").setCredence(credence).build());
    messages.put(
        "Trust.distances",
        Trust.newBuilder().setParetoK(0.5).setDataDistance(0).setEmbeddingDistance(1.5).build());
    Cloud cloud =
        Cloud.newBuilder()
            .setMean(FLOATS)
            .setScale(FLOATS)
            .setWhitening(FLOATS)
            .setMembers(FLOATS)
            .setRadius(2.5)
            .build();
    messages.put("Cloud", cloud);
    messages.put(
        "Calibration.clouds",
        Calibration.newBuilder().setPairs(64).setData(cloud).setEmbeddings(cloud).build());
  }

  private static void putRest(Map<String, Message> messages) {
    RunningStatistic statistic =
        RunningStatistic.newBuilder().setModelVersion(9).setWeight(3.5).setSum(FLOATS).build();
    Window window = Window.newBuilder().setObservation("o-1").setTime(TIME).setData(FLOATS).build();
    messages.put("RunningStatistic", statistic);
    messages.put("RunningStatistic.count", statistic.toBuilder().setCount(5).build());
    messages.put("RunningStatistic.doubtful", statistic.toBuilder().setDoubtful(0.5).build());
    messages.put("Window", window);
    messages.put("Window.offset", window.toBuilder().setOffset(17).build());
    messages.put(
        "Session.counted",
        Session.newBuilder()
            .setSensor("pelts")
            .setNextOffset(18)
            .setCounted(6)
            .setNewest(TIME)
            .build());
    messages.put("Session.earlier", Session.newBuilder().addEarlier(-2).addEarlier(17).build());
    messages.put(
        "Session",
        Session.newBuilder()
            .setSensor("pelts")
            .setUpdated(TIME)
            .addStatistics(statistic)
            .addWindows(window)
            .build());
    messages.put(
        "Reading",
        Reading.newBuilder()
            .setSensor("pelts")
            .setTime(TIME)
            .setSequence(0)
            .setValues(FLOATS)
            .build());
    PlacedReading placed = PlacedReading.newBuilder().setPlace(-3).setValues(FLOATS).build();
    ReadingRun run =
        ReadingRun.newBuilder()
            .setOrigin(TIME)
            .setFirst(-4)
            .setNext(16)
            .setNewest(17)
            .addReadings(placed)
            .build();
    messages.put("PlacedReading", placed);
    messages.put("ReadingRun", run);
    messages.put(
        "OpenWindows",
        OpenWindows.newBuilder()
            .setSensor("pelts")
            .setNextOffset(18)
            .setHeard(TIME)
            .setNewest(TIME)
            .setRules("count")
            .setRun(run)
            .build());
    messages.put(
        "DeadLetter",
        DeadLetter.newBuilder()
            .setTopic("lynx-hare.observations")
            .setPartition(3)
            .setOffset(17)
            .setStage("VALUE_CONVERTER")
            .setCause("expected data of shape [42], got [41]")
            .setKey("pelts")
            .setValue(bytes(1, 2, 3))
            .build());
    messages.put(
        "Telemetry",
        Telemetry.newBuilder()
            .setProcess("node-1")
            .setRole("trainer")
            .setTime(TIME)
            .putFigures("loss_nats", 1.25)
            .putNotes("waits_for", "simulators")
            .build());
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }
}
