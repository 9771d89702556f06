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
        byte[] announced = announcement.bases();
        byte[] answers = new byte[choices.length];
        for (int i = 0; i < answers.length; i++) {
            byte choice = choices[i];
            int basis = Preparation.basis(choice);
            // All ones where she saw something and the bases match, else zero; no branch on random choices.
            int match = (basis ^ announced[i] | choice >> 4) - 1;
            answers[i] = (byte) (match & (MATCH | Preparation.intensity(choice) << 1 | (Preparation.bit(choice) & basis) << 3));
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
        int pairs = answers.length / 2;
        for (int i = 0; i < pairs; i++) {
            bytes[i] = (byte) (answers[2 * i] | answers[2 * i + 1] << 4);
        }
        if (bytes.length > pairs) {
            bytes[pairs] = answers[2 * pairs];
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
