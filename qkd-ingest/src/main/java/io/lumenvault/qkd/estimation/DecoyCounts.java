package io.lumenvault.qkd.estimation;

import java.util.Arrays;

/**
 * Exact counts of a sifted block by intensity (index 0 = mu1). Of bits that are compared a protocol may have other classes.
 *
 * @param key n_{X,k}, sifted bits of the key basis
 * @param test n_{Z,k}, sifted bits of the test basis, or compared bits by class
 * @param testErrors m_{Z,k}, how many of those differ
 */
public record DecoyCounts(long[] key, long[] test, long[] testErrors) {
    public static final int INTENSITIES = 3;

    public DecoyCounts {
        if (key.length != INTENSITIES || test.length < INTENSITIES || testErrors.length != test.length) {
            throw new IllegalArgumentException("three counts of each kind are needed, and of compared bits at least so many");
        }
        for (int k = 0; k < test.length; k++) {
            if (k < INTENSITIES && key[k] < 0 || testErrors[k] < 0 || test[k] < testErrors[k]) {
                throw new IllegalArgumentException("counts n_X " + (k < INTENSITIES ? key[k] : 0) + ", n_Z " + test[k] + ", m_Z " + testErrors[k]
                        + " of intensity or class " + (k + 1) + " are impossible");
            }
        }
    }

    public long keyTotal() {
        return Arrays.stream(key).sum();
    }

    public long testTotal() {
        return Arrays.stream(test).sum();
    }

    public long testErrorTotal() {
        return Arrays.stream(testErrors).sum();
    }

    /** Error rate seen in the test basis; 0 without test bits. */
    public double testErrorRate() {
        return testTotal() == 0 ? 0 : (double) testErrorTotal() / testTotal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecoyCounts that && Arrays.equals(key, that.key) && Arrays.equals(test, that.test)
                && Arrays.equals(testErrors, that.testErrors);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key) * 31 + Arrays.hashCode(test);
    }

    @Override
    public String toString() {
        return "DecoyCounts[n_X=" + Arrays.toString(key) + ", n_Z=" + Arrays.toString(test) + ", m_Z="
                + Arrays.toString(testErrors) + "]";
    }
}
