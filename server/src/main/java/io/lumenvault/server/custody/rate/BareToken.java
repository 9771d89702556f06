package io.lumenvault.server.custody.rate;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM of a token through the JDK's own PKCS#11 provider and nothing else: no pool, no deadline, no header. What it reaches is
 * the rate that custody is held against. The process is logged in to the token already.
 */
final class BareToken {

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Provider provider;
    private final SecretKey key;
    private final AtomicLong ivs = new AtomicLong(System.nanoTime());

    /** @param label of the key to use, as it begins */
    BareToken(Path library, String label) throws GeneralSecurityException, IOException {
        this.provider = Security.getProvider("SunPKCS11").configure("--name = Bare\nlibrary = \"" + library + "\"\nslotListIndex = 0\n");
        KeyStore store = KeyStore.getInstance("PKCS11", provider);
        store.load(null, null);
        String alias = Collections.list(store.aliases()).stream().filter(name -> name.startsWith(label)).findFirst()
                .orElseThrow(() -> new IllegalStateException("the token holds no key " + label));
        this.key = (SecretKey) store.getKey(alias, null);
    }

    /** What one thread does over and over, with ciphers of its own. */
    final class Session {

        private final Cipher sealing = Cipher.getInstance("AES/GCM/NoPadding", provider);
        private final Cipher opening = Cipher.getInstance("AES/GCM/NoPadding", provider);
        private final byte[] record;
        private final byte[] sealed;

        Session(int bytes) throws GeneralSecurityException {
            this.record = new byte[bytes];
            this.sealed = seal();
        }

        byte[] seal() throws GeneralSecurityException {
            byte[] out = new byte[IV_BYTES + record.length + TAG_BITS / Byte.SIZE];
            ByteBuffer.wrap(out).putLong(ivs.incrementAndGet());
            sealing.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, out, 0, IV_BYTES));
            sealing.doFinal(record, 0, record.length, out, IV_BYTES);
            return out;
        }

        byte[] open() throws GeneralSecurityException {
            byte[] out = new byte[sealed.length];
            opening.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, IV_BYTES));
            opening.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES, out, 0);
            return out;
        }
    }
}
