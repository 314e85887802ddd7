package io.streambed.app.command;

import io.streambed.inference.document.TrustSummary;
import java.util.ArrayList;
import java.util.List;

/** The verdict on a posterior for people. */
final class VerdictText {

  private VerdictText() {}

  /** In one word, then a line for each reason against it. */
  static List<String> of(TrustSummary trust) {
    List<String> lines = new ArrayList<>();
    lines.add("verdict: " + trust.verdict().replace('-', ' '));
    trust.reasons().forEach(reason -> lines.add("  - " + reason));
    return lines;
  }
}
