package io.lumenvault.qkd.sifting;

import io.lumenvault.qkd.link.Preparation;

/**
 * Alice's answer to an announcement, four bits a click: bit 0 the bases match; if they do, bits 1 and 2 the intensity,
 * and in the test basis bit 3 Alice's bit.
 *
 * @param answers one value a click
 */
public record MatchReply(byte[] answers) {
    private static final int MATCH = 1;

    /** What Alice says about each announced click. */
    public static MatchReply of(Announcement announcement, byte[] choices) {
        byte[] answers = new byte[choices.length];
        for (int i = 0; i < answers.length; i++) {
            int basis = Preparation.basis(choices[i]);
            if (basis == announcement.bases()[i]) {
                int disclosed = basis == 0 ? 0 : Preparation.bit(choices[i]);
                answers[i] = (byte) (MATCH | Preparation.intensity(choices[i]) << 1 | disclosed << 3);
            }
        }
        return new MatchReply(answers);
    }

    public boolean matches(int click) {
        return (answers[click] & MATCH) != 0;
    }

    public int intensity(int click) {
        return answers[click] >> 1 & 3;
    }

    public int testBit(int click) {
        return answers[click] >> 3 & 1;
    }

    /** Two clicks a byte. */
    public byte[] toBytes() {
        byte[] bytes = new byte[(answers.length + 1) / 2];
        for (int i = 0; i < answers.length; i++) {
            bytes[i >> 1] |= (byte) (answers[i] << ((i & 1) << 2));
        }
        return bytes;
    }

    /**
     * Reads the answer to {@code clicks} announced clicks.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    public static MatchReply fromBytes(byte[] bytes, int clicks) {
        if (bytes.length != (clicks + 1) / 2) {
            throw new IllegalArgumentException(bytes.length + " bytes do not answer " + clicks + " clicks");
        }
        byte[] answers = new byte[clicks];
        for (int i = 0; i < clicks; i++) {
            answers[i] = (byte) (bytes[i >> 1] >> ((i & 1) << 2) & 15);
            if ((answers[i] >> 1 & 3) == 3) {
                throw new IllegalArgumentException("intensity 4 of click " + i + " does not exist");
            }
        }
        return new MatchReply(answers);
    }
}
