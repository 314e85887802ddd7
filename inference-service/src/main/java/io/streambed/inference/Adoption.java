package io.streambed.inference;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.Verdict;

/** What became of a snapshot that was offered to the {@link PosteriorServer}. */
sealed interface Adoption {

  /** Version of the snapshot that was offered. */
  long version();

  /** It serves from the next observation on. */
  record Adopted(ModelSnapshot.Provenance model) implements Adoption {
    @Override
    public long version() {
      return model.version();
    }
  }

  /** Nothing changed: version {@code newer}, at least as new, serves or is on its way. */
  record Superseded(long version, long newer) implements Adoption {}

  /** It may not serve; {@code verdict} says why, and what is doubtful in the model that does. */
  record PassedOver(long version, Verdict verdict) implements Adoption {}

  /** It cannot serve, for {@code cause}; what served before still does. */
  record Refused(long version, String cause) implements Adoption {}
}
