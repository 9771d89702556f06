package io.lumenvault.hsm;

import java.nio.charset.StandardCharsets;

/**
 * The highest number that a master key was ever given, kept in the token beside the keys: a number whose key was destroyed is not
 * given again, also where no database is there to say so, as in a ceremony. A token that keeps no data objects knows the numbers of
 * the keys that it holds, and no others.
 */
final class GivenNumbers {

    private static final System.Logger LOG = System.getLogger(GivenNumbers.class.getName());
    static final String LABEL = "lumenvault.master.highest";

    private GivenNumbers() {}

    /**
     * The highest number that is known to have been given; 0 where none is.
     *
     * @throws HsmException where the value is no number
     */
    static int highest(TokenObjects objects) {
        int highest = 0;
        for (byte[] value : TokenData.read(objects, LABEL)) {
            String text = new String(value, StandardCharsets.US_ASCII);
            if (!text.matches("[1-9][0-9]{0,8}")) {
                throw new HsmException("the token's data object \"" + LABEL + "\" holds no number of a master key");
            }
            highest = Math.max(highest, Integer.parseInt(text));
        }
        return highest;
    }

    /** Notes that numbers up to this one were given. The caller holds {@link Cryptoki#objectCreation}. */
    static void raise(TokenObjects objects, int generation) {
        if (highest(objects) >= generation) {
            return;
        }
        try {
            TokenData.write(objects, LABEL, Integer.toString(generation).getBytes(StandardCharsets.US_ASCII));
        } catch (CryptokiException refused) {
            if (ReturnValue.isLoss(ReturnValue.name(refused.code()))) {
                throw refused;
            }
            LOG.log(System.Logger.Level.WARNING, "the token keeps no data objects (" + refused.getMessage()
                    + "): after master key generation " + generation + " is destroyed the token does not know that the number was given");
        }
    }
}
