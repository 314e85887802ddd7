package io.streambed.inference;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.streambed.science.ModelSnapshot;
import io.streambed.science.prior.Normal;
import io.streambed.science.prior.Prior;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelContractTest {
  private final ModelSnapshot model = SmallModels.untrained(1);

  @Test
  void aModelOfTheExperimentPasses() {
    SmallModels.contract().check(model);
  }

  @Test
  void aModelOfAnotherDataShapeIsRefusedWithBothShapes() {
    ModelContract contract = new ModelContract(model.prior(), List.of(3));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> contract.check(model));
    assertTrue(refused.toString().contains("[3]"), refused.toString());
    assertTrue(refused.toString().contains("[2]"), refused.toString());
  }

  @Test
  void aModelOfAnotherPriorIsRefused() {
    Prior wider = Prior.of(model.prior().space(), List.of(new Normal(0, 7), new Normal(0, 7)));
    ModelContract contract = new ModelContract(wider, model.dataShape());
    assertThrows(IllegalArgumentException.class, () -> contract.check(model));
  }
}
