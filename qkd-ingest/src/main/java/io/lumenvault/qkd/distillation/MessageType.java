package io.lumenvault.qkd.distillation;

/** The messages of the classical channel. */
enum MessageType {
    HELLO, ANNOUNCE, MATCH, ESTIMATE, ASK, ANSWER, RECONCILED, VERIFY, VERIFIED, AMPLIFY, TAG;

    private static final MessageType[] ALL = values();

    static MessageType of(int code) {
        if (code < 0 || code >= ALL.length) {
            throw new LinkException(LinkException.Cause.MALFORMED, "message type " + code + " does not exist");
        }
        return ALL[code];
    }
}
