package io.lumenvault.hsm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * The master keys in the token, as one epoch sees them. The label of a master key holds its generation and creation
 * time, so the token alone tells them, whatever database it is used with.
 */
final class TokenKeys {

    private static final Pattern LABEL = Pattern.compile("lumenvault\\.master\\.([1-9][0-9]{0,8})\\.(\\S+)");
    private static final long AES_256_BYTES = 32;

    private final Cryptoki cryptoki;
    private final long slot;
    private final Provider provider;
    private volatile NavigableMap<Integer, Entry> generations = Collections.emptyNavigableMap();

    private record Entry(MasterKey masterKey, SecretKey handle) {
    }

    TokenKeys(Cryptoki cryptoki, long slot, Provider provider) {
        this.cryptoki = cryptoki;
        this.slot = slot;
        this.provider = provider;
        load();
    }

    List<MasterKey> masterKeys() {
        return generations.values().stream().map(Entry::masterKey).toList();
    }

    MasterKey active() {
        NavigableMap<Integer, Entry> now = generations;
        if (now.isEmpty()) {
            throw new HsmException("the token holds no master key yet; create the first generation");
        }
        return now.lastEntry().getValue().masterKey();
    }

    /** The handle of a generation; one that another node made since is looked up again. */
    SecretKey handle(int generation) {
        Entry entry = generations.get(generation);
        if (entry == null) {
            load();
            entry = generations.get(generation);
        }
        if (entry == null) {
            throw new HsmException("the token holds no master key of generation " + generation + "; it holds "
                    + generations.keySet());
        }
        return entry.handle();
    }

    MasterKey create(Instant now) {
        synchronized (cryptoki.objectCreation()) {
            load();
            int next = generations.isEmpty() ? 1 : generations.lastKey() + 1;
            Instant created = Instant.ofEpochSecond(now.getEpochSecond());
            long session = cryptoki.openSession(slot);
            try {
                cryptoki.generateKey(session, Mechanism.CKM_AES_KEY_GEN.code(), template(next, created));
            } finally {
                cryptoki.closeSession(session);
            }
            load();
            return generations.get(next).masterKey();
        }
    }

    private static AttributeTemplate template(int generation, Instant created) {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_VALUE_LEN, AES_256_BYTES)
                .with(AttributeTemplate.CKA_LABEL, "lumenvault.master." + generation + "." + created)
                .with(AttributeTemplate.CKA_ID, ByteBuffer.allocate(Integer.BYTES).putInt(generation).array())
                .with(AttributeTemplate.CKA_TOKEN, true)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, false)
                .with(AttributeTemplate.CKA_MODIFIABLE, false)
                .with(AttributeTemplate.CKA_ENCRYPT, true)
                .with(AttributeTemplate.CKA_DECRYPT, true)
                .with(AttributeTemplate.CKA_WRAP, false)
                .with(AttributeTemplate.CKA_UNWRAP, false)
                .with(AttributeTemplate.CKA_SIGN, false)
                .with(AttributeTemplate.CKA_VERIFY, false)
                .with(AttributeTemplate.CKA_DERIVE, false);
    }

    private synchronized void load() {
        NavigableMap<Integer, Entry> found = new TreeMap<>();
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, null);
            for (String alias : Collections.list(store.aliases())) {
                Matcher label = LABEL.matcher(alias);
                if (label.matches()) {
                    MasterKey masterKey = new MasterKey(Integer.parseInt(label.group(1)), Instant.parse(label.group(2)));
                    Entry entry = new Entry(masterKey, (SecretKey) store.getKey(alias, null));
                    if (found.put(masterKey.generation(), entry) != null) {
                        throw new HsmException("the token holds two master keys of generation " + masterKey.generation());
                    }
                }
            }
        } catch (GeneralSecurityException | IOException e) {
            throw Failures.translate(e);
        }
        generations = Collections.unmodifiableNavigableMap(found);
    }
}
