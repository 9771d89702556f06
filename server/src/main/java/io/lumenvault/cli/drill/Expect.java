package io.lumenvault.cli.drill;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.kmip.KmipException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/** What a drill's own steps rely on. Where it is not so, the drill has shown nothing, and ends in one line. */
final class Expect {

    private Expect() {}

    /** A request over KMIP. */
    interface KmipRequest {
        void send() throws IOException;
    }

    static void that(boolean condition, String what) {
        if (!condition) {
            throw new CommandFailure("the drill went wrong: expected " + what);
        }
    }

    static void equal(Object expected, Object actual) {
        that(Objects.equals(expected, actual), expected + ", not " + actual);
    }

    /** Compares secrets, and prints neither. */
    static void sameSecret(byte[] expected, byte[] actual) {
        that(Arrays.equals(expected, actual), "the key that was stored");
    }

    static void refused(KmipRequest request) throws IOException {
        try {
            request.send();
        } catch (KmipException _) {
            return;
        }
        throw new CommandFailure("the drill went wrong: a request was served that had to be refused");
    }
}
