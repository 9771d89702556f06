package io.lumenvault.hsm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests against a real PKCS#11 library: loudly skipped where it is absent, failed where CI=true. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RequiresToken.Condition.class)
@interface RequiresToken {

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Files.exists(TestToken.LIBRARY)) {
                return ConditionEvaluationResult.enabled("PKCS#11 library present");
            }
            String message = "SKIPPED " + context.getDisplayName() + ": no PKCS#11 library " + TestToken.LIBRARY
                    + " (install softhsm2, or set -Dlumenvault.pkcs11.library)";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(message + "; CI must have it");
            }
            System.err.println("*** " + message);
            return ConditionEvaluationResult.disabled(message);
        }
    }
}
