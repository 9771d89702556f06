package io.lumenvault.hsm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The master keys in the token, as one epoch sees them. The label of a master key holds its generation and creation
 * time, so the token alone tells them, whatever database it is used with.
 */
final class TokenKeys {

    private static final Pattern LABEL = Pattern.compile("lumenvault\\.master\\.([1-9][0-9]{0,8})\\.(\\S+)");
    private static final long AES_256_BYTES = 32;

    private final Cryptoki cryptoki;
    private final long slot;
    private final SessionCopies copies;
    private volatile NavigableMap<Integer, Entry> generations = Collections.emptyNavigableMap();

    /** A master key, the object in the token, and what seals and opens with it. */
    private record Entry(MasterKey masterKey, long stored, long used) {
    }

    /** @param session that of the epoch */
    TokenKeys(Cryptoki cryptoki, long slot, long session) {
        this.cryptoki = cryptoki;
        this.slot = slot;
        this.copies = new SessionCopies(cryptoki, session);
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

    /** Whether the token held the generation when it was last looked at. */
    boolean holds(int generation) {
        return generations.containsKey(generation);
    }

    /** What seals and opens under a generation; one that another node made since is looked up again. */
    long handle(int generation) {
        return entry(generation).used();
    }

    /** The object of a generation as the token stores it. */
    long stored(int generation) {
        return entry(generation).stored();
    }

    private Entry entry(int generation) {
        Entry entry = generations.get(generation);
        if (entry == null) {
            load();
            entry = generations.get(generation);
        }
        if (entry == null) {
            throw new HsmException("the token holds no master key of generation " + generation + "; it holds "
                    + generations.keySet());
        }
        return entry;
    }

    /**
     * Reads of each stored object: a token that is gone answers no more, though copies of its keys may still be used. A generation that is
     * destroyed meanwhile, by this process or by another that shares the token, tells nothing of the token, as long as others are there.
     */
    void confirm() {
        try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
            for (Entry entry : generations.values()) {
                confirm(objects, entry);
            }
        }
    }

    private void confirm(TokenObjects objects, Entry entry) {
        try {
            objects.attribute(entry.stored(), AttributeTemplate.CKA_ID);
        } catch (CryptokiException gone) {
            // Whoever destroys it here holds the lock until it is not among the generations any more. SoftHSM2 names one of several reasons.
            synchronized (cryptoki.objectCreation()) {
                if (!generations.containsValue(entry)) {
                    return;
                }
                Set<MasterKey> known = Set.copyOf(masterKeys());
                load();
                if (masterKeys().stream().noneMatch(known::contains)) {
                    throw gone;
                }
            }
        }
    }

    /** The number that the next generation has in this token: none had it before, destroyed ones included. */
    int next() {
        synchronized (cryptoki.objectCreation()) {
            load();
            int held = generations.isEmpty() ? 0 : generations.lastKey();
            try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
                return Math.max(held, GivenNumbers.highest(objects)) + 1;
            }
        }
    }

    /** Notes in the token that numbers up to this one were given. */
    void noteGiven(int generation) {
        synchronized (cryptoki.objectCreation()) {
            try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
                GivenNumbers.raise(objects, generation);
            }
        }
    }

    /** @param atLeast the lowest number that it may have */
    MasterKey create(int atLeast, Instant now) {
        synchronized (cryptoki.objectCreation()) {
            MasterKey made = new MasterKey(Math.max(next(), atLeast), now);
            try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
                objects.generateKey(Mechanism.CKM_AES_KEY_GEN,
                        template(made, true, false).with(AttributeTemplate.CKA_VALUE_LEN, AES_256_BYTES));
                GivenNumbers.raise(objects, made.generation());
            }
            load();
            return generations.get(made.generation()).masterKey();
        }
    }

    /** Removes a generation from the token, which remembers its number; one that is not there is removed already. */
    void destroy(int generation) {
        synchronized (cryptoki.objectCreation()) {
            load();
            Entry entry = generations.get(generation);
            if (entry == null) {
                return;
            }
            try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
                GivenNumbers.raise(objects, generation);
                objects.destroy(entry.stored());
            }
            load();
        }
    }

    /**
     * What a master key is in its token. It stays modifiable, since SoftHSM2 makes no session copy of an object that is not; sensitive and
     * not extractable it remains for ever (PKCS#11 v3.0 clause 4.9), and who could rename it could destroy it too. CKA_VALUE_LEN comes
     * to it where it is generated, not where it is unwrapped.
     */
    static AttributeTemplate template(MasterKey key, boolean token, boolean extractable) {
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_LABEL, "lumenvault.master." + key.generation() + "." + key.created())
                .with(AttributeTemplate.CKA_ID, ByteBuffer.allocate(Integer.BYTES).putInt(key.generation()).array())
                .with(AttributeTemplate.CKA_TOKEN, token)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, extractable)
                .with(AttributeTemplate.CKA_ENCRYPT, true)
                .with(AttributeTemplate.CKA_DECRYPT, true)
                .with(AttributeTemplate.CKA_WRAP, false)
                .with(AttributeTemplate.CKA_UNWRAP, false)
                .with(AttributeTemplate.CKA_SIGN, false)
                .with(AttributeTemplate.CKA_VERIFY, false)
                .with(AttributeTemplate.CKA_DERIVE, false);
    }

    /** Looks at the token again. */
    void load() {
        synchronized (cryptoki.objectCreation()) {
            NavigableMap<Integer, Entry> before = generations;
            NavigableMap<Integer, Entry> found = new TreeMap<>();
            for (Map.Entry<MasterKey, Long> key : find().entrySet()) {
                Entry known = before.get(key.getKey().generation());
                boolean same = known != null && known.masterKey().equals(key.getKey()) && known.stored() == key.getValue();
                found.put(key.getKey().generation(), same ? known : new Entry(key.getKey(), key.getValue(), copies.of(key.getValue())));
            }
            generations = Collections.unmodifiableNavigableMap(found);
            for (Entry entry : before.values()) {
                if (found.get(entry.masterKey().generation()) != entry) {
                    copies.end(entry.stored(), entry.used());
                }
            }
        }
    }

    private Map<MasterKey, Long> find() {
        Map<MasterKey, Long> found = new HashMap<>();
        Set<Integer> numbers = new HashSet<>();
        AttributeTemplate aesKeys = new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_TOKEN, true);
        try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
            for (long handle : objects.find(aesKeys)) {
                String text = new String(objects.attribute(handle, AttributeTemplate.CKA_LABEL), StandardCharsets.UTF_8);
                Matcher label = LABEL.matcher(text);
                if (label.matches()) {
                    MasterKey masterKey = new MasterKey(Integer.parseInt(label.group(1)), Instant.parse(label.group(2)));
                    if (!numbers.add(masterKey.generation())) {
                        throw new HsmException("the token holds two master keys of generation " + masterKey.generation());
                    }
                    found.put(masterKey, handle);
                }
            }
        }
        return found;
    }
}
