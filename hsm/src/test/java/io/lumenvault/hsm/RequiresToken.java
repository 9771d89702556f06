package io.lumenvault.hsm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests against real PKCS#11 libraries: loudly skipped where one is absent, failed where CI=true. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RequiresToken.Condition.class)
@interface RequiresToken {

    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<Path> absent = Stream.of(TestToken.LIBRARY, NssDatabase.LIBRARY, P11KitServer.CLIENT, P11KitServer.PROGRAM)
                    .filter(file -> !Files.exists(file)).toList();
            if (absent.isEmpty()) {
                return ConditionEvaluationResult.enabled("PKCS#11 libraries present");
            }
            String message = "SKIPPED " + context.getDisplayName() + ": absent are " + absent
                    + " (install softhsm2, libnss3, p11-kit and p11-kit-modules, or set -Dlumenvault.pkcs11.library)";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(message + "; CI must have it");
            }
            System.err.println("*** " + message);
            return ConditionEvaluationResult.disabled(message);
        }
    }
}
