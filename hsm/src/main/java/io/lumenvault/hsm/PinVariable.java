package io.lumenvault.hsm;

import java.util.Map;
import java.util.Objects;

/** A PIN in an environment variable. */
record PinVariable(String variable, Map<String, String> environment) implements PinSource {

    PinVariable {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(environment, "environment");
    }

    @Override
    public char[] read() {
        String value = environment.get(variable);
        if (value == null || value.isEmpty()) {
            throw new HsmException("no PIN: the environment variable " + variable + " is not set");
        }
        return value.toCharArray();
    }

    @Override
    public String toString() {
        return "environment variable " + variable;
    }
}
