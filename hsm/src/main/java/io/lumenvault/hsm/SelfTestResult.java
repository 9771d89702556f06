package io.lumenvault.hsm;

import java.util.Objects;

/**
 * One self-test of a token that passed, or could not be run. A test that fails is no result: it ends the use of the token.
 *
 * @param token  the token's label
 * @param test   what was tested
 * @param passed whether it ran and passed; false where the token does not allow the test
 * @param detail why it could not be run; empty where it passed
 */
public record SelfTestResult(String token, String test, boolean passed, String detail) {

    public SelfTestResult {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(test, "test");
        Objects.requireNonNull(detail, "detail");
    }
}
