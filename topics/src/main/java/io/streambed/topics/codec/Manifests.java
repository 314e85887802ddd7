package io.streambed.topics.codec;

import com.google.protobuf.ByteString;
import io.streambed.proto.v1.ModelManifest;
import io.streambed.proto.v1.Provenance;
import io.streambed.science.ModelSnapshot;
import java.util.HexFormat;

/** Manifests of models as messages. */
final class Manifests {
  /** The layout that this version writes, and the only one that it reads. */
  private static final int FORMAT = 1;

  private static final int HASH_BYTES = 32;

  private Manifests() {}

  static ModelManifest message(ModelRecord.Manifest manifest) {
    var message =
        ModelManifest.newBuilder()
            .setFormat(FORMAT)
            .setVersion(manifest.version())
            .setSlot(manifest.slot())
            .setChunks(manifest.chunks())
            .setBytes(manifest.bytes())
            .setSha256(ByteString.copyFrom(HexFormat.of().parseHex(manifest.sha256())))
            .setProvenance(provenance(manifest.provenance()))
            .setEstimator(Estimators.message(manifest.estimator()))
            .setPrior(Priors.message(manifest.prior()))
            .setProposal(Proposals.message(manifest.proposal()))
            .addAllDataShape(manifest.dataShape());
    if (manifest.calibration() != null) {
      message.setCalibration(Calibrations.message(manifest.calibration()));
    }
    if (manifest.verdict() != null) {
      message.setVerdict(Verdicts.message(manifest.verdict()));
    }
    return message.build();
  }

  static ModelRecord.Manifest noun(ModelManifest message) {
    if (message.getFormat() != FORMAT) {
      throw new IllegalArgumentException(
          "expected a manifest of format %d, got format %d of model version %d"
              .formatted(FORMAT, message.getFormat(), message.getVersion()));
    }
    if (message.getSha256().size() != HASH_BYTES || message.getVersion() < 1) {
      throw new IllegalArgumentException(
          "expected a hash of %d bytes and a version >= 1, got %d and %d"
              .formatted(HASH_BYTES, message.getSha256().size(), message.getVersion()));
    }
    return new ModelRecord.Manifest(
        message.getSlot(),
        message.getChunks(),
        message.getBytes(),
        HexFormat.of().formatHex(message.getSha256().toByteArray()),
        provenance(message),
        Estimators.noun(message.getEstimator()),
        Priors.noun(message.getPrior()),
        Proposals.noun(message.getProposal()),
        message.getDataShapeList(),
        message.hasCalibration() ? Calibrations.noun(message.getCalibration()) : null,
        message.hasVerdict() ? Verdicts.noun(message.getVerdict()) : null);
  }

  private static Provenance provenance(ModelSnapshot.Provenance provenance) {
    return Provenance.newBuilder()
        .setExperiment(provenance.experiment())
        .setSeed(provenance.seed())
        .setRound(provenance.round())
        .setStep(provenance.step())
        .setAdmitted(provenance.admitted())
        .setSimulator(provenance.simulator())
        .setCreated(Times.of(provenance.created()))
        .build();
  }

  private static ModelSnapshot.Provenance provenance(ModelManifest message) {
    Provenance provenance = message.getProvenance();
    return new ModelSnapshot.Provenance(
        provenance.getExperiment(),
        message.getVersion(),
        provenance.getSeed(),
        provenance.getRound(),
        provenance.getStep(),
        provenance.getAdmitted(),
        provenance.getSimulator(),
        Times.instant("created", provenance.getCreated()));
  }
}
