package io.lumenvault.policy;

/**
 * What is wrong in a policy document, and where.
 *
 * @param line from 1
 * @param column from 1
 * @param path the field, for example {@code rules[0].cryptoperiod.protect}; empty for the document itself
 * @param message what was given and what is allowed
 */
public record PolicyFault(int line, int column, String path, String message) {

    @Override
    public String toString() {
        return "line " + line + ", column " + column + (path.isEmpty() ? "" : ", " + path) + ": " + message;
    }
}
