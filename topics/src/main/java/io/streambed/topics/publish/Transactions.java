package io.streambed.topics.publish;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** The transactions of one producer, which waits for brokers that are away. Used by one thread. */
final class Transactions {
  private final Producer<byte[], byte[]> producer;
  private final BooleanSupplier closing;

  /**
   * @param closing whether to give up while no broker answers
   */
  Transactions(Producer<byte[], byte[]> producer, BooleanSupplier closing) {
    this.producer = producer;
    this.closing = closing;
  }

  /** Fences whoever wrote under the same name, and aborts what it had not committed. */
  void open() {
    patiently(producer::initTransactions);
  }

  /**
   * Sends all of {@code units} in one transaction.
   *
   * @throws KafkaException if that fails; then {@link #abort} is due
   */
  void commit(List<Unit> units) {
    producer.beginTransaction();
    units.forEach(unit -> unit.send(producer));
    patiently(producer::commitTransaction);
  }

  /**
   * Makes what was sent invisible for ever.
   *
   * @throws KafkaException {@code cause}, if this producer can do no more
   */
  void abort(KafkaException cause) {
    try {
      patiently(producer::abortTransaction);
    } catch (KafkaException | IllegalStateException fatal) {
      // What it says of the state that it is in names the state, not always what led there.
      fatal.addSuppressed(cause);
      throw Superseded.is(cause) ? cause : fatal;
    }
  }

  /** A producer whose call timed out may, and has to, make the same call again. */
  private void patiently(Runnable call) {
    while (true) {
      try {
        call.run();
        return;
      } catch (TimeoutException silence) {
        if (closing.getAsBoolean()) {
          throw silence;
        }
      }
    }
  }
}
