package io.lumenvault.qkd.sifting;

import java.util.Arrays;

/**
 * What becomes of a slot in which both ends have something, by the basis that Bob announces and by Alice's choice: it is
 * dropped, or makes key, or both ends' bits are compared, counted in one of several classes. Public, and the same at
 * both ends. What Alice says of a slot beside her bit is two bits, the label: the intensity that she sent, or, where both
 * ends measure, the direction along which she did.
 */
public final class SiftingTable {
    /** Of an answer: the slot is used. */
    static final int MATCH = 1;
    /** Of an answer: Alice's bit is told. */
    private static final int TOLD = 1 << 3;
    /** Of a use: the bits are compared; the class is the rest. */
    static final int TEST = 1 << 5;
    private static final int DROPPED = -1;
    private static final int BASES = 8;
    /** Labels that exist; the fourth is what no answer may say. */
    private static final int LABELS = 3;
    /** All of a choice but its bit. */
    private static final int BUT_THE_BIT = 0b11101;
    private static final int CHOICES = 1 << 5;
    /**
     * Prepare and measure, and BBM92: equal bases are used, the first of two for key, and a class is an intensity.
     */
    public static final SiftingTable TWO_BASES = twoBases();

    private final int basisBits;
    private final int testClasses;
    private final byte[] answers = new byte[BASES * CHOICES];
    private final byte[] uses = new byte[BASES << 2];

    private SiftingTable(int basisBits, int testClasses) {
        this.basisBits = basisBits;
        this.testClasses = testClasses;
        Arrays.fill(uses, (byte) DROPPED);
    }

    private static SiftingTable twoBases() {
        SiftingTable table = new SiftingTable(1, LABELS);
        for (int basis = 0; basis < 2; basis++) {
            for (int label = 0; label < LABELS; label++) {
                table.use(basis, label, basis | label << 2, (basis == 0 ? 0 : TEST) | label);
            }
        }
        return table;
    }

    /**
     * Both ends measure along one of three directions each.
     *
     * @param uses by Bob's direction and Alice's: {@link #key}, {@link #test} of a class, or {@link #dropped}
     * @param testClasses how many classes there are
     */
    public static SiftingTable measured(int[][] uses, int testClasses) {
        SiftingTable table = new SiftingTable(2, testClasses);
        for (int bob = 0; bob < uses.length; bob++) {
            for (int alice = 0; alice < uses[bob].length; alice++) {
                table.use(bob, alice, alice << 2, uses[bob][alice]);
            }
        }
        return table;
    }

    /**
     * Both ends send, and a relay between them announces what it saw of both: Bob's number is his basis and twice his intensity.
     * Slots of unequal bases are dropped.
     *
     * @param uses by Bob's number and Alice's intensity: {@link #key}, {@link #test} of a class, or {@link #dropped}
     * @param testClasses how many classes there are
     */
    public static SiftingTable sent(int[][] uses, int testClasses) {
        SiftingTable table = new SiftingTable(3, testClasses);
        for (int bob = 0; bob < uses.length; bob++) {
            for (int alice = 0; alice < uses[bob].length; alice++) {
                table.use(bob, alice, bob & 1 | alice << 2, uses[bob][alice]);
            }
        }
        return table;
    }

    public static int key() {
        return 0;
    }

    public static int test(int ofClass) {
        return TEST | ofClass;
    }

    public static int dropped() {
        return DROPPED;
    }

    private void use(int bob, int label, int choice, int use) {
        uses[bob << 2 | label] = (byte) use;
        answers[bob * CHOICES + choice] = (byte) (use == DROPPED ? 0 : use < TEST ? MATCH : MATCH | TOLD);
    }

    /** Bits of one of Bob's bases where it is announced. */
    int basisBits() {
        return basisBits;
    }

    /** Classes in which compared bits are counted. */
    public int testClasses() {
        return testClasses;
    }

    /** Which parts of an answer Alice gives: bit 0 where the slot is used, with it bit 3 where her bit is told. */
    int answer(int bobsBasis, byte choice) {
        return answers[bobsBasis * CHOICES + (choice & BUT_THE_BIT)];
    }

    /**
     * The class of a slot that is used, with {@link #TEST} set where the bits are compared.
     *
     * @throws IllegalArgumentException if such a slot is not used
     */
    int use(int bobsBasis, int label) {
        int use = uses[bobsBasis << 2 | label];
        if (use == DROPPED) {
            throw new IllegalArgumentException("basis " + bobsBasis + " with label " + label + " is not used");
        }
        return use;
    }
}
