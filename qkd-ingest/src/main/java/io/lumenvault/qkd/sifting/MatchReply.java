package io.lumenvault.qkd.sifting;

import io.lumenvault.qkd.link.Preparation;

/**
 * Alice's answer to an announcement, four bits a click: bit 0 the click is used; if it is, bits 1 and 2 the label, which is
 * the intensity or the direction along which she measured, and where bits are compared bit 3 hers.
 *
 * @param answers one value a click
 */
public record MatchReply(byte[] answers) {
    /** What Alice says about each announced click. */
    public static MatchReply of(Announcement announcement, byte[] choices, SiftingTable table) {
        byte[] announced = announcement.bases();
        byte[] answers = new byte[choices.length];
        for (int i = 0; i < answers.length; i++) {
            byte choice = choices[i];
            int given = table.answer(announced[i], choice);
            // All ones where the click is used, else zero; no branch on random choices.
            int used = -(given & SiftingTable.MATCH);
            answers[i] = (byte) (used & (SiftingTable.MATCH | Preparation.label(choice) << 1 | Preparation.bit(choice) << 3 & given));
        }
        return new MatchReply(answers);
    }

    public boolean matches(int click) {
        return (answers[click] & SiftingTable.MATCH) != 0;
    }

    public int label(int click) {
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
                throw new IllegalArgumentException("label 3 of click " + i + " does not exist");
            }
        }
        return new MatchReply(answers);
    }
}
