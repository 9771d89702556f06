package io.lumenvault.server.vault;

import io.lumenvault.server.lifecycle.Use;

/** What a key is used for at the server: the bit of the Cryptographic Usage Mask (KMIP 1.4 section 9.1.3.3.1), and the usage period. */
public enum CryptographicUse {
    SIGN("Sign", 0x1, Use.PROTECT),
    VERIFY("Verify", 0x2, Use.PROCESS),
    ENCRYPT("Encrypt", 0x4, Use.PROTECT),
    DECRYPT("Decrypt", 0x8, Use.PROCESS),
    MAC_GENERATE("MAC Generate", 0x80, Use.PROTECT),
    MAC_VERIFY("MAC Verify", 0x100, Use.PROCESS),
    DERIVE("Derive Key", 0x200, Use.PROTECT),
    CERTIFICATE_SIGN("Certificate Sign", 0x1000, Use.PROTECT);

    private final String text;
    private final int bit;
    private final Use period;

    CryptographicUse(String text, int bit, Use period) {
        this.text = text;
        this.bit = bit;
        this.period = period;
    }

    /** The name of the bit in the specification. */
    public String text() {
        return text;
    }

    /** The bit of the usage mask. */
    public int bit() {
        return bit;
    }

    /** Whether it protects data, or processes what is protected. */
    public Use period() {
        return period;
    }
}
