package io.lumenvault.server.kmip.cryptography;

import io.lumenvault.kmip.spec.BlockCipherMode;
import io.lumenvault.kmip.spec.PaddingMethod;

/** Padding Methods of block ciphers (KMIP 2.1 section 11.37). */
final class Paddings {

    private Paddings() {}

    /** The name in the JDK or Bouncy Castle. */
    static String name(PaddingMethod method, BlockCipherMode mode) {
        if (mode != BlockCipherMode.ECB && mode != BlockCipherMode.CBC) {
            requireNone(method, mode);
            return "NoPadding";
        }
        return switch (method) {
            case null -> "NoPadding";
            case NONE -> "NoPadding";
            case PKCS5 -> "PKCS5Padding";
            case ISO_10126 -> "ISO10126Padding";
            case ANSI_X9_23 -> "X9.23Padding";
            case ZEROS -> "ZeroBytePadding";
            default -> throw Faults.unsupported("Padding Method " + method.text() + " is not served for block ciphers; None, PKCS5, Zeros, "
                    + "ANSI X9.23 and ISO 10126 are");
        };
    }

    /** Whether the JDK has a padding of that name. */
    static boolean jdkHas(String name) {
        return !name.equals("X9.23Padding") && !name.equals("ZeroBytePadding");
    }

    /** Refuses a padding for a mode that takes data of any length, or none but whole blocks. */
    static void requireNone(PaddingMethod method, BlockCipherMode mode) {
        if (method != null && method != PaddingMethod.NONE) {
            throw Faults.bad("Block Cipher Mode " + mode.text() + " takes no padding, and Padding Method is " + method.text());
        }
    }
}
