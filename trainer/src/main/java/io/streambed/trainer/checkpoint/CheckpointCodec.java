package io.streambed.trainer.checkpoint;

import io.streambed.science.network.LearnerState;
import io.streambed.trainer.plan.Account;
import io.streambed.trainer.plan.RunPlanner;
import io.streambed.trainer.replay.ReplayBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checkpoints as bytes: little-endian, lists and arrays after their length, texts in UTF-8, the
 * version first.
 */
final class CheckpointCodec {
  private static final int VERSION = 2;

  private CheckpointCodec() {}

  static void write(Checkpoint checkpoint, OutputStream stream) throws IOException {
    LittleEndianOutput out = new LittleEndianOutput(stream);
    out.writeInt(VERSION);
    out.writeList(
        List.copyOf(checkpoint.fingerprint().parts().entrySet()),
        part -> {
          out.writeText(part.getKey());
          out.writeText(part.getValue());
        });
    writeProgress(checkpoint.progress(), out);
    out.writeList(
        checkpoint.starts(),
        start -> {
          out.writeLong(start.firstRun());
          ProposalLayout.write(start.proposal(), out);
        });
    writeAccount(checkpoint.account(), out);
    out.writeList(
        checkpoint.buffer(),
        kept -> {
          out.writeBoolean(kept.used());
          PairLayout.write(kept.pair(), out);
        });
    out.writeList(checkpoint.heldOut(), pair -> PairLayout.write(pair, out));
    out.writeList(
        List.copyOf(new TreeMap<>(checkpoint.offsets()).entrySet()),
        entry -> {
          out.writeInt(entry.getKey());
          out.writeLong(entry.getValue());
        });
    out.writeList(checkpoint.learner().stream().toList(), state -> out.writeBytes(state.toBytes()));
    out.writeList(checkpoint.findings(), finding -> writeFinding(finding, out));
  }

  static Checkpoint read(InputStream stream) throws IOException {
    LittleEndianInput in = new LittleEndianInput(stream);
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "it is of version %d and this program writes version %d".formatted(version, VERSION));
    }
    Map<String, String> parts = new LinkedHashMap<>();
    in.readList(() -> parts.put(in.readText(), in.readText()) == null);
    Progress progress = readProgress(in);
    List<RunPlanner.Start> starts =
        in.readList(() -> new RunPlanner.Start(in.readLong(), ProposalLayout.read(in)));
    Account account = readAccount(in);
    List<ReplayBuffer.Kept> buffer =
        in.readList(
            () -> {
              boolean used = in.readBoolean();
              return new ReplayBuffer.Kept(PairLayout.read(in), used);
            });
    var heldOut = in.readList(() -> PairLayout.read(in));
    Map<Integer, Long> offsets = new LinkedHashMap<>();
    in.readList(() -> offsets.put(in.readInt(), in.readLong()) == null);
    Optional<LearnerState> learner =
        in.readList(() -> LearnerState.fromBytes(in.readBytes())).stream().findFirst();
    List<Finding> findings = in.readList(() -> readFinding(in));
    return new Checkpoint(
        new Fingerprint(parts),
        progress,
        starts,
        account,
        buffer,
        heldOut,
        offsets,
        learner,
        findings);
  }

  /**
   * The same of bytes that anybody may have written; a right hash does not say who.
   *
   * @throws IOException whatever is wrong with them
   */
  static Checkpoint decode(InputStream in) throws IOException {
    try {
      return read(in);
    } catch (RuntimeException malformed) {
      throw new IOException("it holds what no checkpoint does: " + malformed, malformed);
    }
  }

  private static void writeProgress(Progress progress, LittleEndianOutput out) throws IOException {
    out.writeInt(progress.round());
    out.writeLong(progress.roundSteps());
    out.writeLong(progress.roundPairs());
    out.writeDuration(progress.roundTime());
    out.writeLong(progress.steps());
    out.writeLong(progress.admitted());
    out.writeLong(progress.version());
    out.writeInt(progress.skippedInARow());
    out.writeBoolean(progress.finished());
  }

  private static Progress readProgress(LittleEndianInput in) throws IOException {
    return new Progress(
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readDuration(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readBoolean());
  }

  private static void writeAccount(Account account, LittleEndianOutput out) throws IOException {
    out.writeLong(account.planned());
    out.writeLong(account.trained());
    out.writeLong(account.heldOut());
    out.writeLong(account.evicted());
    out.writeLong(account.failed());
    out.writeLong(account.uses());
  }

  private static Account readAccount(LittleEndianInput in) throws IOException {
    return new Account(
        in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  private static void writeFinding(Finding finding, LittleEndianOutput out) throws IOException {
    out.writeInt(finding.round());
    out.writeText(finding.observation());
    out.writeList(finding.means(), out::writeDouble);
    out.writeList(finding.deviations(), out::writeDouble);
    out.writeDouble(finding.cutMass());
  }

  private static Finding readFinding(LittleEndianInput in) throws IOException {
    return new Finding(
        in.readInt(),
        in.readText(),
        in.readList(in::readDouble),
        in.readList(in::readDouble),
        in.readDouble());
  }
}
