package io.streambed.trainer.checkpoint;

import io.streambed.science.Data;
import io.streambed.science.Outcome;
import io.streambed.science.Parameters;
import java.io.IOException;

/** One pair as bytes: run, proposal, parameters [P], shape of the data, data. */
final class PairLayout {

  private PairLayout() {}

  static void write(Outcome.Pair pair, LittleEndianOutput out) throws IOException {
    out.writeLong(pair.run());
    out.writeInt(pair.proposal());
    out.writeDoubles(pair.parameters().toArray());
    out.writeList(pair.data().shape(), out::writeInt);
    out.writeFloats(pair.data().toArray());
  }

  static Outcome.Pair read(LittleEndianInput in) throws IOException {
    long run = in.readLong();
    int proposal = in.readInt();
    Parameters parameters = Parameters.of(in.readDoubles());
    int[] shape = in.readList(in::readInt).stream().mapToInt(Integer::intValue).toArray();
    return new Outcome.Pair(run, proposal, parameters, Data.of(in.readFloats(), shape));
  }
}
