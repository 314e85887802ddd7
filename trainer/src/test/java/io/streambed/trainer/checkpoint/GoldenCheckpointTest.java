package io.streambed.trainer.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.trainer.plan.Account;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A checkpoint that a former version wrote after ten steps of the rehearsal (seed 11) has to be
 * read by this one: trainers are upgraded one after the other, and the next one goes on from it.
 */
class GoldenCheckpointTest {
  private static final int HASH = 32;

  @Test
  void aCheckpointOfLayoutTwoIsReadAndWrittenAlike() throws IOException {
    byte[] golden = golden();
    Checkpoint checkpoint = CheckpointCodec.read(new ByteArrayInputStream(golden));
    assertEquals(10, checkpoint.progress().steps());
    assertEquals(208, checkpoint.progress().admitted());
    assertEquals(new Account(272, 160, 41, 0, 3, 160), checkpoint.account());
    assertEquals(41, checkpoint.heldOut().size());
    assertEquals("rehearsal", checkpoint.fingerprint().parts().get("name"));
    assertTrue(checkpoint.learner().isPresent());
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    CheckpointCodec.write(checkpoint, again);
    assertArrayEquals(golden, again.toByteArray());
  }

  @Test
  void aCheckpointOfALaterLayoutIsRefusedByName() throws IOException {
    byte[] later = golden();
    later[0] = 3;
    IOException refused =
        assertThrows(
            IOException.class, () -> CheckpointCodec.read(new ByteArrayInputStream(later)));
    assertEquals("it is of version 3 and this program writes version 2", refused.getMessage());
  }

  private static byte[] golden() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            GoldenCheckpointTest.class.getResourceAsStream("/golden/checkpoint-2.bin"))) {
      byte[] bytes = file.readAllBytes();
      return Arrays.copyOf(bytes, bytes.length - HASH);
    }
  }
}
