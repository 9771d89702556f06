package io.lumenvault.server.console;

import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.VaultException;

/** Reads whole numbers of requests. */
final class Numbers {

    private static final int HIGHEST_LIMIT = 10_000;

    private Numbers() {}

    static int limit(String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        long limit = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new VaultException(Reason.INVALID_FIELD, "limit '" + text + "' cannot be read: write a whole number from 1 to " + HIGHEST_LIMIT);
        }
        return (int) limit;
    }

    static long whole(String name, String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw new VaultException(Reason.INVALID_FIELD, name + " '" + text + "' cannot be read: write a whole number from 0");
        }
        return Long.parseLong(text);
    }
}
