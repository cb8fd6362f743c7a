package org.gatepost.testsupport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class NeedsChromiumTest {
    @Test
    void withChromiumTheTestRuns() {
        assertFalse(ChromiumCondition.decide(Optional.of(Path.of("/usr/bin/chromium")), true).isDisabled());
    }

    @Test
    void withoutChromiumTheTestIsLeftOutOnAMachineOfSomebody() {
        assertTrue(ChromiumCondition.decide(Optional.empty(), false).isDisabled());
    }

    @Test
    void withoutChromiumTheTestFailsInContinuousIntegration() {
        assertThrows(IllegalStateException.class, () -> ChromiumCondition.decide(Optional.empty(), true));
    }

    @Test
    void aNamedProgramThatIsNotThereIsNotReplacedByAnother() {
        assertTrue(Browser.program("/nowhere/chromium").isEmpty());
    }
}
