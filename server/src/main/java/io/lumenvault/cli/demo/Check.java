package io.lumenvault.cli.demo;

import io.lumenvault.cli.CommandFailure;
import io.lumenvault.kmip.KmipException;
import java.io.IOException;
import java.io.PrintWriter;

/** Makes round trips through the running demo with the certificates it made, and prints a line for each. */
final class Check {

    private final TwoSites demo;
    private final PrintWriter out;
    private boolean passed = true;

    Check(TwoSites demo, PrintWriter out) {
        this.demo = demo;
        this.out = out;
    }

    private interface RoundTrip {
        String run(TwoSites demo) throws IOException;
    }

    /** Whether all round trips succeeded. */
    boolean run() {
        attempt("QKD 014", Qkd014RoundTrip::run);
        attempt("KMIP create, get, destroy", KmipRoundTrip::object);
        attempt("KMIP key of the link", KmipRoundTrip::linkKey);
        return passed;
    }

    private void attempt(String name, RoundTrip roundTrip) {
        try {
            out.println("ok    " + name + ": " + roundTrip.run(demo));
        } catch (IOException | CommandFailure | KmipException e) {
            passed = false;
            out.println("FAIL  " + name + ": " + e.getMessage());
        }
        out.flush();
    }
}
