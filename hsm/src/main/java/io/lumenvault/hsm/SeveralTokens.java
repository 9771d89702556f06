package io.lumenvault.hsm;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A root of trust over several tokens that hold the same master keys. A call goes to the next token in turn that holds the key
 * and can be used; where that is lost during the call, it goes to another, since every call here may be repeated. The tokens
 * share the deadline, so that the tries together keep it.
 *
 * <p>A token may lack generations that were made before it came to the others: those are used where they are. The audit signing
 * key is that of the token that has one; tokens with different ones are refused, and one without it does not sign.
 */
final class SeveralTokens implements RootOfTrust {

    private static final System.Logger LOG = System.getLogger(SeveralTokens.class.getName());
    private static final Duration SHORTEST_SHARE = Duration.ofMillis(10);

    private final List<Pkcs11RootOfTrust> members;
    private final Clock clock;
    private final InternalKeys internalKeys = new SeveralInternalKeys(this);
    private final SeveralWrappedKeys wrappedKeys = new SeveralWrappedKeys(this);
    private final AtomicInteger turn = new AtomicInteger();
    private volatile byte[] signingKey;

    private SeveralTokens(List<Pkcs11RootOfTrust> members, Clock clock) {
        this.members = List.copyOf(members);
        this.clock = clock;
    }

    static SeveralTokens open(List<HsmConfig> tokens, Clock clock) {
        requireDifferent(tokens);
        Duration share = tokens.getFirst().deadline().dividedBy(tokens.size());
        List<Pkcs11RootOfTrust> opened = new ArrayList<>();
        try {
            for (HsmConfig token : tokens) {
                opened.add(Pkcs11RootOfTrust.openOneOfSeveral(
                        token.oneOfSeveral(share.compareTo(SHORTEST_SHARE) < 0 ? SHORTEST_SHARE : share), clock));
            }
            SeveralTokens all = new SeveralTokens(opened, clock);
            if (all.present().isEmpty()) {
                throw all.away("all tokens are away");
            }
            all.settleSigningKey();
            return all;
        } catch (RuntimeException e) {
            opened.forEach(Pkcs11RootOfTrust::close);
            throw e;
        }
    }

    private static void requireDifferent(List<HsmConfig> tokens) {
        Set<String> seen = new HashSet<>();
        for (HsmConfig token : tokens) {
            if (!seen.add(token.library() + " " + token.tokenLabel())) {
                throw new IllegalArgumentException("token \"" + token.tokenLabel() + "\" in " + token.library() + " is configured twice");
            }
        }
    }

    /** Only where every token is seen to have no key is one made: one that is away may hold it. */
    private void settleSigningKey() {
        List<Pkcs11RootOfTrust> present = present();
        boolean none = present.stream().noneMatch(member -> member.epoch().signingKey().isPresent());
        if (none && present.size() < members.size()) {
            throw away("no token that is there holds the audit signing key");
        }
        if (none) {
            new Ceremony(present.stream().map(Pkcs11RootOfTrust::epoch).toList()).signingKey();
        }
        Pkcs11RootOfTrust first = present.stream().filter(member -> member.epoch().signingKey().isPresent()).findFirst().orElseThrow();
        signingKey = first.signaturePublicKey();
        for (Pkcs11RootOfTrust member : present) {
            if (!signs(member) && member.epoch().signingKey().isPresent()) {
                throw new HsmException("tokens \"" + first.label() + "\" and \"" + member.label() + "\" hold different audit signing keys:"
                        + " one that was in use alone cannot join another that was");
            }
            if (!signs(member)) {
                LOG.log(System.Logger.Level.WARNING, "token \"" + member.label() + "\" does not hold the audit signing key of token \""
                        + first.label() + "\": while that is away nothing is signed");
            }
        }
    }

    private boolean signs(Pkcs11RootOfTrust member) {
        Epoch epoch = member.present();
        return epoch != null && epoch.signingKey().filter(key -> Arrays.equals(signingKey, key.publicKey().getEncoded())).isPresent();
    }

    private List<Pkcs11RootOfTrust> present() {
        return members.stream().filter(member -> member.health().state() == HsmHealth.State.AVAILABLE && member.present() != null).toList();
    }

    /** @param what cannot be done without the tokens that are away, which it names */
    HsmUnavailableException away(String what) {
        List<String> reasons = members.stream().filter(member -> member.health().state() != HsmHealth.State.AVAILABLE)
                .map(member -> "token \"" + member.label() + "\": " + member.health().reason()).toList();
        return new HsmUnavailableException(what + (reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")"));
    }

    List<Pkcs11RootOfTrust> members() {
        return members;
    }

    /**
     * Looks at the tokens that are there again.
     *
     * @return whether all tokens were seen
     */
    boolean look() {
        int seen = 0;
        for (Pkcs11RootOfTrust member : present()) {
            try {
                member.look();
                seen++;
            } catch (HsmUnavailableException e) {
                LOG.log(System.Logger.Level.DEBUG, "token \"" + member.label() + "\" could not be looked at: " + e.getMessage());
            }
        }
        return seen == members.size();
    }

    Clock clock() {
        return clock;
    }

    /** @throws HsmUnavailableException saying what needs all tokens, where one of them is away */
    void requireAll(String what) {
        if (present().size() < members.size()) {
            throw away(what);
        }
    }

    /** Calls one of these, from the next in turn on; another one after a loss, or where that lacks the key of a user. */
    <T> T call(Predicate<Pkcs11RootOfTrust> able, String unable, Function<Pkcs11RootOfTrust, T> call) {
        HsmException lost = null;
        int start = turn.getAndIncrement();
        for (int i = 0; i < members.size(); i++) {
            Pkcs11RootOfTrust member = members.get(Math.floorMod(start + i, members.size()));
            if (member.present() == null || !able.test(member)) {
                continue;
            }
            try {
                return call.apply(member);
            } catch (HsmUnavailableException e) {
                lost = e;
            } catch (AbsentKeyException e) {
                lost = lost == null ? e : lost;
            }
        }
        boolean mayBeAway = lost == null || lost instanceof AbsentKeyException && present().size() < members.size();
        throw mayBeAway ? away(unable) : lost;
    }

    private <T> T callHolder(int generation, Function<Pkcs11RootOfTrust, T> call) {
        if (members.stream().noneMatch(member -> member.holds(generation))) {
            boolean seen = look();
            if (seen && members.stream().noneMatch(member -> member.holds(generation))) {
                throw new HsmException("no token holds a master key of generation " + generation + "; they hold "
                        + masterKeys().stream().map(MasterKey::generation).toList());
            }
        }
        return call(member -> member.holds(generation), "no token that is there holds generation " + generation, call);
    }

    @Override
    public MasterKey activeMasterKey() {
        List<MasterKey> all = masterKeys();
        if (all.isEmpty()) {
            throw new HsmException("the tokens hold no master key yet; create the first generation");
        }
        return all.getLast();
    }

    @Override
    public List<MasterKey> masterKeys() {
        List<Pkcs11RootOfTrust> present = present();
        if (present.isEmpty()) {
            throw away("the HSM is unavailable: all tokens are away");
        }
        return present.stream().map(Pkcs11RootOfTrust::present).filter(epoch -> epoch != null)
                .flatMap(epoch -> epoch.masterKeys().masterKeys().stream())
                .distinct().sorted(Comparator.comparingInt(MasterKey::generation)).toList();
    }

    /** One at a time: what a ceremony makes is in the tokens only at its end, and until then another would take its number. */
    @Override
    public synchronized MasterKey createMasterKey(int atLeast) {
        requireAll("a new master key is made in all tokens or in none");
        List<Epoch> epochs = members.stream().map(Pkcs11RootOfTrust::epoch).toList();
        int next = epochs.stream().mapToInt(epoch -> epoch.masterKeys().next()).max().orElseThrow();
        return new Ceremony(epochs).masterKey(new MasterKey(Math.max(next, atLeast), clock.instant()));
    }

    @Override
    public void noteGiven(int generation) {
        present().forEach(member -> member.noteGiven(generation));
    }

    @Override
    public void destroyMasterKey(int generation) {
        requireAll("a master key is destroyed in all tokens or in none");
        members.forEach(member -> member.destroyMasterKey(generation));
    }

    @Override
    public byte[] seal(int generation, byte[] plaintext) {
        return callHolder(generation, member -> member.seal(generation, plaintext));
    }

    @Override
    public byte[] open(int generation, byte[] sealed) {
        return callHolder(generation, member -> member.open(generation, sealed));
    }

    @Override
    public InternalKeys internalKeys() {
        return internalKeys;
    }

    @Override
    public SeveralWrappedKeys wrappedKeys() {
        return wrappedKeys;
    }

    @Override
    public byte[] sign(byte[] data) {
        return call(this::signs, "no token that is there holds the audit signing key", member -> member.sign(data));
    }

    @Override
    public byte[] signaturePublicKey() {
        return signingKey.clone();
    }

    @Override
    public void random(byte[] out) {
        call(_ -> true, "the HSM is unavailable: all tokens are away", member -> {
            member.random(out);
            return out;
        });
    }

    @Override
    public List<byte[]> data(String label) {
        return present().stream().flatMap(member -> member.data(label).stream()).toList();
    }

    @Override
    public void putData(String label, byte[] value) {
        List<Pkcs11RootOfTrust> present = present();
        if (present.isEmpty()) {
            throw away("the HSM is unavailable: all tokens are away");
        }
        present.forEach(member -> member.putData(label, value));
    }

    @Override
    public List<SelfTestResult> selfTest() {
        List<SelfTestResult> results = new ArrayList<>();
        HsmUnavailableException failed = null;
        for (Pkcs11RootOfTrust member : present()) {
            try {
                results.addAll(member.selfTest());
            } catch (HsmUnavailableException e) {
                failed = new HsmUnavailableException("token \"" + member.label() + "\": " + e.getMessage(), e);
            }
        }
        if (failed != null) {
            throw failed;
        }
        if (results.isEmpty()) {
            throw away("the HSM is unavailable: all tokens are away");
        }
        return results;
    }

    @Override
    public List<TokenStatus> tokens() {
        return members.stream().flatMap(member -> member.tokens().stream()).toList();
    }

    @Override
    public List<TokenStatus> inspect() {
        return members.stream().map(SeveralTokens::inspected).toList();
    }

    /** One that does not answer holds up the others no more than one that is away. */
    private static TokenStatus inspected(Pkcs11RootOfTrust member) {
        try {
            return member.inspect().getFirst();
        } catch (HsmUnavailableException e) {
            return member.unanswered(e.getMessage());
        }
    }

    /** Available while one token is; its number of connections is that of all together. */
    @Override
    public HsmHealth health() {
        List<HsmHealth> each = members.stream().map(Pkcs11RootOfTrust::health).toList();
        long epochs = each.stream().mapToLong(HsmHealth::epoch).sum();
        return each.stream().filter(health -> health.state() == HsmHealth.State.AVAILABLE).min(Comparator.comparing(HsmHealth::since))
                .or(() -> each.stream().max(Comparator.comparing(HsmHealth::since)))
                .map(health -> new HsmHealth(health.state(), health.since(), health.reason(), epochs)).orElseThrow();
    }

    @Override
    public void close() {
        members.forEach(Pkcs11RootOfTrust::close);
    }
}
