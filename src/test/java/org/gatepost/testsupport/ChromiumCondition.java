package org.gatepost.testsupport;

import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides for {@link NeedsChromium}. */
final class ChromiumCondition implements ExecutionCondition {
    static final String NOTICE = "THE BROWSER TESTS DO NOT RUN: there is no Chromium. Install one, or set CHROMIUM to its program.";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(Browser.program(), "true".equals(System.getenv("CI")));
    }

    /** @throws IllegalStateException where leaving the test out is not allowed */
    static ConditionEvaluationResult decide(Optional<?> chromium, boolean isCi) {
        if (chromium.isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is " + chromium.get());
        }
        String frame = "*".repeat(NOTICE.length());
        System.err.println(frame + "\n" + NOTICE + "\n" + frame);
        if (isCi) {
            throw new IllegalStateException(NOTICE);
        }
        return ConditionEvaluationResult.disabled(NOTICE);
    }
}
