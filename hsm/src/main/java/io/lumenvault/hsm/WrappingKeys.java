package io.lumenvault.hsm;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wrapping keys in the token, as one epoch sees them. Each belongs to a generation of the master key, by its label.
 *
 * <p>Two nodes that share a token may each make one for the same generation at the same moment. So a generation may have several;
 * the one with the first label wraps, on every node, and all of them are tried to unwrap.
 */
final class WrappingKeys {

    private static final Pattern LABEL = Pattern.compile("lumenvault\\.wrapping\\.([1-9][0-9]{0,8})\\.\\S+");
    private static final long AES_256_BYTES = 32;

    private final Cryptoki cryptoki;
    private final long slot;
    private volatile Map<Integer, List<Entry>> generations = Map.of();

    private record Entry(String label, long handle) {
    }

    WrappingKeys(Cryptoki cryptoki, long slot) {
        this.cryptoki = cryptoki;
        this.slot = slot;
        load();
    }

    /** Whether the token held one of this generation when it was last looked at. */
    boolean hold(int generation) {
        return generations.containsKey(generation);
    }

    /** The handles of a generation, that which wraps first; looked up again where there are none. */
    List<Long> handles(int generation) {
        if (!hold(generation)) {
            load();
        }
        List<Long> handles = generations.getOrDefault(generation, List.of()).stream().map(Entry::handle).toList();
        if (handles.isEmpty()) {
            throw new HsmException("the token holds no wrapping key of generation " + generation + "; it holds "
                    + generations.keySet().stream().sorted().toList());
        }
        return handles;
    }

    /** Makes the wrapping key of a generation where the token has none. */
    void ensure(int generation, Instant now) {
        if (hold(generation)) {
            return;
        }
        synchronized (cryptoki.objectCreation()) {
            load();
            if (!hold(generation)) {
                try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
                    objects.generateKey(Mechanism.CKM_AES_KEY_GEN,
                            template(generation, now, true, false).with(AttributeTemplate.CKA_VALUE_LEN, AES_256_BYTES));
                }
                load();
            }
        }
    }

    /** Removes those of a generation from the token. */
    void destroy(int generation) {
        destroy(generation, _ -> true);
    }

    /** Removes the one of a generation that was made at this moment; another node may have made another one. */
    void destroy(int generation, Instant created) {
        destroy(generation, entry -> entry.label().equals(name(generation, created)));
    }

    private void destroy(int generation, Predicate<Entry> those) {
        synchronized (cryptoki.objectCreation()) {
            load();
            try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
                generations.getOrDefault(generation, List.of()).stream().filter(those).forEach(entry -> objects.destroy(entry.handle()));
            }
            load();
        }
    }

    private static String name(int generation, Instant created) {
        return "lumenvault.wrapping." + generation + "." + created;
    }

    /** What a wrapping key is in its token. CKA_VALUE_LEN comes to it where it is generated, not where it is unwrapped. */
    static AttributeTemplate template(int generation, Instant created, boolean token, boolean extractable) {
        String name = name(generation, created);
        return new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_LABEL, name)
                // NSS softoken puts a key in the place of another of the same CKA_ID.
                .with(AttributeTemplate.CKA_ID, name.getBytes(StandardCharsets.US_ASCII))
                .with(AttributeTemplate.CKA_TOKEN, token)
                .with(AttributeTemplate.CKA_PRIVATE, true)
                .with(AttributeTemplate.CKA_SENSITIVE, true)
                .with(AttributeTemplate.CKA_EXTRACTABLE, extractable)
                .with(AttributeTemplate.CKA_ENCRYPT, false)
                .with(AttributeTemplate.CKA_DECRYPT, false)
                .with(AttributeTemplate.CKA_WRAP, true)
                .with(AttributeTemplate.CKA_UNWRAP, true)
                .with(AttributeTemplate.CKA_SIGN, false)
                .with(AttributeTemplate.CKA_VERIFY, false)
                .with(AttributeTemplate.CKA_DERIVE, false)
                // The last: SoftHSM2 takes no attribute after it where a key is unwrapped.
                .with(AttributeTemplate.CKA_MODIFIABLE, false);
    }

    /** Looks at the token again, while no key is destroyed: one that was found and is gone when its label is read would pass for a lost token. */
    void load() {
        synchronized (cryptoki.objectCreation()) {
            generations = find();
        }
    }

    private Map<Integer, List<Entry>> find() {
        Map<Integer, List<Entry>> found = new HashMap<>();
        AttributeTemplate aesKeys = new AttributeTemplate()
                .with(AttributeTemplate.CKA_CLASS, AttributeTemplate.CKO_SECRET_KEY)
                .with(AttributeTemplate.CKA_KEY_TYPE, AttributeTemplate.CKK_AES)
                .with(AttributeTemplate.CKA_TOKEN, true)
                .with(AttributeTemplate.CKA_WRAP, true)
                .with(AttributeTemplate.CKA_UNWRAP, true);
        try (TokenObjects objects = new TokenObjects(cryptoki, slot)) {
            for (long handle : objects.find(aesKeys)) {
                String text = new String(objects.attribute(handle, AttributeTemplate.CKA_LABEL), StandardCharsets.UTF_8);
                Matcher label = LABEL.matcher(text);
                if (label.matches()) {
                    found.computeIfAbsent(Integer.parseInt(label.group(1)), _ -> new ArrayList<>()).add(new Entry(text, handle));
                }
            }
        }
        found.values().forEach(entries -> entries.sort(Comparator.comparing(Entry::label)));
        return Collections.unmodifiableMap(found);
    }
}
