package io.lumenvault.cli.evidence;

/** What was given does not prove what it says; the message tells the first thing that is wrong. */
public final class EvidenceException extends Exception {

    private static final long serialVersionUID = 1L;

    public EvidenceException(String message) {
        super(message);
    }
}
