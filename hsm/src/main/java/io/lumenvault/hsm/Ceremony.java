package io.lumenvault.hsm;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes keys that several tokens hold: in the first of them as an extractable, sensitive session object, which is brought into
 * each token (the first too) as a token object that cannot be extracted, and dies with its session. A key that a token
 * holds already can never be copied, so what several are to hold must be made for all of them at once.
 */
final class Ceremony {

    private static final System.Logger LOG = System.getLogger(Ceremony.class.getName());
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long AES_256_BYTES = 32;
    private static final int PROOF_BYTES = 32;

    private final List<Epoch> epochs;

    /** @param epochs the connections to the tokens that are to hold the keys; the keys are made in the first */
    Ceremony(List<Epoch> epochs) {
        this.epochs = List.copyOf(epochs);
    }

    /**
     * Makes this generation in every token, and proves that what one seals the others open. Where a token fails, the
     * generation is taken back from those that had it already.
     */
    MasterKey masterKey(MasterKey key) {
        for (Epoch epoch : epochs) {
            if (!epoch.capabilities().takesMasterKeys()) {
                throw new HsmException("token \"" + epoch.token().label() + "\""
                        + " cannot take a master key from another token: it offers no CKM_RSA_PKCS_OAEP");
            }
        }
        return onThreadOfItsOwn(() -> {
            List<Epoch> holders = new ArrayList<>();
            try (TokenObjects objects = objects(epochs.getFirst())) {
                long fresh = generate(objects, TokenKeys.template(key, false, true));
                long wrapping = generate(objects, WrappingKeys.template(key.generation(), key.created(), false, true));
                for (Epoch epoch : epochs) {
                    holders.add(epoch);
                    try (KeyTransport transport = new KeyTransport(epochs.getFirst(), objects, epoch)) {
                        transport.secretKey(fresh, TokenKeys.template(key, true, false));
                        if (epoch.kwp().isPresent()) {
                            transport.secretKey(wrapping, WrappingKeys.template(key.generation(), key.created(), true, false));
                        }
                    }
                }
                proveSame(key.generation());
                proveSameWrapping(key.generation());
                epochs.forEach(epoch -> epoch.masterKeys().noteGiven(key.generation()));
                return key;
            } catch (HsmException e) {
                holders.forEach(epoch -> takeBack(epoch, key));
                throw e;
            }
        });
    }

    /** Makes the wrapping key of a generation that these tokens hold since before there were wrapping keys. All of them do AES-KWP. */
    void wrappingKey(int generation, Instant created) {
        onThreadOfItsOwn(() -> {
            try (TokenObjects objects = objects(epochs.getFirst())) {
                long fresh = generate(objects, WrappingKeys.template(generation, created, false, true));
                for (Epoch epoch : epochs) {
                    try (KeyTransport transport = new KeyTransport(epochs.getFirst(), objects, epoch)) {
                        transport.secretKey(fresh, WrappingKeys.template(generation, created, true, false));
                    }
                }
                proveSameWrapping(generation);
                return null;
            } catch (HsmException e) {
                epochs.forEach(epoch -> takeWrappingBack(epoch, generation, created));
                throw e;
            }
        });
    }

    private long generate(TokenObjects objects, AttributeTemplate template) {
        synchronized (epochs.getFirst().cryptoki().objectCreation()) {
            return objects.generateKey(Mechanism.CKM_AES_KEY_GEN, template.with(AttributeTemplate.CKA_VALUE_LEN, AES_256_BYTES));
        }
    }

    /** What one token wraps the others unwrap to the same key, as its check value shows. */
    private void proveSameWrapping(int generation) {
        KeySource.Wrapped proof = null;
        String expected = null;
        for (Epoch epoch : epochs.stream().filter(one -> one.kwp().isPresent()).toList()) {
            epoch.wrappingKeys().load();
            KeyWrapping wrapping = new KeyWrapping(epoch);
            try (TokenObjects objects = objects(epoch); SessionCiphers ciphers = epoch.newCiphers()) {
                if (proof == null) {
                    proof = new KeySource.Wrapped(generation, wrapping.wrap(objects, generation, proofKey(epoch, objects)));
                }
                AttributeTemplate template = UserKeyTemplate.passing(Set.of(KeyUse.ENCRYPT));
                String seen = CheckValue.of(ciphers.session(), wrapping.unwrap(objects, proof, template));
                if (expected != null && !expected.equals(seen)) {
                    throw new HsmException("token \"" + epoch.token().label() + "\" holds another wrapping key than the first");
                }
                expected = seen;
            }
        }
    }

    private static long proofKey(Epoch epoch, TokenObjects objects) {
        synchronized (epoch.cryptoki().objectCreation()) {
            return objects.generateKey(Mechanism.CKM_AES_KEY_GEN, UserKeyTemplate.leaving(AttributeTemplate.CKK_AES)
                    .with(AttributeTemplate.CKA_VALUE_LEN, AES_256_BYTES));
        }
    }

    private static void takeWrappingBack(Epoch epoch, int generation, Instant created) {
        try {
            epoch.wrappingKeys().destroy(generation, created);
        } catch (HsmException e) {
            LOG.log(System.Logger.Level.WARNING, "token \"" + epoch.token().label() + "\" may still hold a wrapping key of generation "
                    + generation + ", which was not made in all tokens: " + e.getMessage());
        }
    }

    private void proveSame(int generation) {
        byte[] proof = null;
        byte[] sealed = null;
        for (Epoch epoch : epochs) {
            epoch.masterKeys().load();
            try (SessionCiphers ciphers = epoch.newCiphers()) {
                long handle = epoch.masterKeys().handle(generation);
                if (sealed == null) {
                    proof = ciphers.random(PROOF_BYTES);
                    sealed = ciphers.seal(handle, proof);
                }
                if (!Arrays.equals(proof, ciphers.open(handle, sealed))) {
                    throw new HsmException("token \"" + epoch.token().label() + "\" holds another key than the first");
                }
            }
        }
    }

    private static void takeBack(Epoch epoch, MasterKey key) {
        takeWrappingBack(epoch, key.generation(), key.created());
        try (TokenObjects objects = objects(epoch)) {
            epoch.masterKeys().load();
            if (epoch.masterKeys().masterKeys().contains(key)) {
                synchronized (epoch.cryptoki().objectCreation()) {
                    objects.destroy(epoch.masterKeys().stored(key.generation()));
                }
                epoch.masterKeys().load();
            }
        } catch (HsmException e) {
            LOG.log(System.Logger.Level.WARNING, "token \"" + epoch.token().label()
                    + "\" may still hold generation " + key.generation() + ", which was not made in all tokens: " + e.getMessage());
        }
    }

    /** Makes the audit signing key in every token, or, where one of them cannot take it, in the first alone. */
    void signingKey() {
        onThreadOfItsOwn(() -> {
            if (!epochs.stream().allMatch(epoch -> epoch.capabilities().wrapsPrivateKeys()) || !signingKeyForAll()) {
                Epoch first = epochs.getFirst();
                try (TokenObjects objects = objects(first)) {
                    synchronized (first.cryptoki().objectCreation()) {
                        SigningKey.create(objects);
                    }
                }
            }
            epochs.forEach(Epoch::lookForSigningKey);
            return null;
        });
    }

    /** @return whether every token took the key; two vendors may mean different things by the same wrapping mechanism */
    private boolean signingKeyForAll() throws GeneralSecurityException {
        Epoch first = epochs.getFirst();
        try (TokenObjects objects = objects(first)) {
            TokenObjects.Pair pair;
            synchronized (first.cryptoki().objectCreation()) {
                pair = objects.generateKeyPair(Mechanism.CKM_EC_KEY_PAIR_GEN, SigningKey.publicTemplate(false),
                        SigningKey.privateTemplate(false, true));
            }
            byte[] point = objects.attribute(pair.publicKey(), AttributeTemplate.CKA_EC_POINT);
            for (Epoch epoch : epochs) {
                try (KeyTransport transport = new KeyTransport(first, objects, epoch)) {
                    transport.privateKey(pair.privateKey(), point, SigningKey.privateTemplate(true, false), first);
                    synchronized (epoch.cryptoki().objectCreation()) {
                        transport.receiving().create(SigningKey.publicTemplate(true).with(AttributeTemplate.CKA_EC_POINT, point));
                    }
                }
            }
        } catch (CryptokiException e) {
            LOG.log(System.Logger.Level.WARNING, "not every token takes the audit signing key of another: " + e.getMessage());
            epochs.forEach(Ceremony::takeSigningKeyBack);
            return false;
        }
        for (Epoch epoch : epochs) {
            epoch.lookForSigningKey();
            try (SessionCiphers ciphers = epoch.newCiphers()) {
                epoch.selfTest(ciphers);
            }
        }
        return true;
    }

    /** None held the key before. */
    private static void takeSigningKeyBack(Epoch epoch) {
        try (TokenObjects objects = objects(epoch)) {
            synchronized (epoch.cryptoki().objectCreation()) {
                objects.find(SigningKey.named()).forEach(objects::destroy);
            }
        }
    }

    private static TokenObjects objects(Epoch epoch) {
        return new TokenObjects(epoch.cryptoki(), epoch.token().slot());
    }

    /** RSA keys take their time, longer than a request may; and no library is restarted meanwhile. */
    private <T> T onThreadOfItsOwn(Callable<T> work) {
        if (epochs.stream().anyMatch(epoch -> epoch.cryptoki().life().atCeremony())) {
            throw new HsmUnavailableException("the tokens are still making the key of an earlier ceremony; try again when they are done");
        }
        FutureTask<T> task = new FutureTask<>(() -> {
            List<LibraryLife> begun = new ArrayList<>();
            try {
                for (Epoch epoch : epochs) {
                    epoch.cryptoki().life().beginCeremony();
                    begun.add(epoch.cryptoki().life());
                }
                return work.call();
            } finally {
                begun.forEach(LibraryLife::endCeremony);
            }
        });
        Thread.ofPlatform().daemon().name("hsm-ceremony").start(task);
        try {
            return task.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Failures.translate(e.getCause());
        } catch (TimeoutException e) {
            throw new HsmUnavailableException("the tokens did not make the key within " + LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HsmUnavailableException("interrupted while the tokens make a key", e);
        }
    }
}
