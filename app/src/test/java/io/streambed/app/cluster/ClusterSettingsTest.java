package io.streambed.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.app.experiment.ExperimentPlan;
import io.streambed.topics.experiment.InvalidSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterSettingsTest {
  private static final Map<String, Object> THREE =
      Map.of(
          "cluster.enabled",
          true,
          "checkpoint.store",
          "topic",
          "cluster.contact-points",
          "127.0.0.1:7626, b:7626,c:7626");

  @Test
  void nobodyIsInAClusterUnlessTheSettingsSaySo() {
    assertFalse(settings(Map.of()).enabled());
  }

  @Test
  void threeMembersThatNameEachOtherAreACluster() {
    ClusterSettings settings = settings(THREE);
    assertTrue(settings.enabled());
    assertEquals(List.of("127.0.0.1:7626", "b:7626", "c:7626"), settings.contactPoints());
  }

  @Test
  void twoMembersAreRefusedSinceTheSurvivorWouldStop() {
    assertMistake("cluster.members", "1 or at least 3", Map.of("cluster.members", 2));
  }

  @Test
  void aNodeThatIsNotAmongItsContactPointsIsRefused() {
    assertMistake(
        "cluster.contact-points", "this node's own d:7626 among them", Map.of("cluster.host", "d"));
  }

  @Test
  void aMemberThatIsMissingInTheContactPointsIsRefused() {
    assertMistake(
        "cluster.contact-points",
        "of all 3 members",
        Map.of("cluster.contact-points", "127.0.0.1:7626,b:7626"));
  }

  @Test
  void checkpointsInAFolderAreRefusedSinceWhoeverTakesOverHasAnother() {
    assertMistake("checkpoint.store", "topic, since", Map.of("checkpoint.store", "directory"));
  }

  @Test
  void aKeyWithoutItsCertificateIsRefused() {
    assertMistake(
        "cluster.tls.certificate",
        "a PEM file that can be read",
        Map.of("cluster.tls.key", "/nowhere/key.pem"));
  }

  private static ClusterSettings settings(Map<String, Object> overrides) {
    return ExperimentPlan.load("two-moons", overrides).cluster();
  }

  private static void assertMistake(String key, String expected, Map<String, Object> change) {
    Map<String, Object> all = new HashMap<>(THREE);
    all.putAll(change);
    String message =
        String.valueOf(assertThrows(InvalidSettings.class, () -> settings(all)).getMessage());
    assertTrue(message.contains(key) && message.contains(expected), message);
  }
}
