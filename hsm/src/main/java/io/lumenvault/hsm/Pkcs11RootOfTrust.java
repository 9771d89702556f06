package io.lumenvault.hsm;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The root of trust on one PKCS#11 token. One instance for a token in a process: PKCS#11 knows one login
 * of a process at a token, so closing an instance logs out others (they reconnect by themselves).
 */
public final class Pkcs11RootOfTrust implements RootOfTrust {

    private final HsmConfig config;
    private final Clock clock;
    private final Connection connection;
    private final TokenInternalKeys internalKeys;
    private final TokenWrappedKeys wrappedKeys;
    private volatile Set<Integer> lastHeld = Set.of();

    private Pkcs11RootOfTrust(HsmConfig config, Clock clock, boolean patient) {
        this.config = config;
        this.clock = clock;
        this.connection = Connection.open(config, clock, patient);
        this.internalKeys = new TokenInternalKeys(connection, config.deadline());
        this.wrappedKeys = new TokenWrappedKeys(connection, config.deadline(), internalKeys, patient ? null : clock);
    }

    /**
     * Connects, checks mechanisms and known answers, and makes the signing key if it is absent and the configuration says so.
     *
     * @throws TokenAbsentException    where the library has no initialised token of that label
     * @throws WrongPinException       where the token refuses the PIN
     * @throws HsmUnavailableException where the token does not answer
     * @throws HsmException            where the library cannot be loaded, lacks a mechanism, or fails its self-test
     */
    public static Pkcs11RootOfTrust open(HsmConfig config) {
        return open(config, Clock.systemUTC());
    }

    /** As {@link #open(HsmConfig)}, with the clock that dates master keys and health. */
    public static Pkcs11RootOfTrust open(HsmConfig config, Clock clock) {
        return new Pkcs11RootOfTrust(Objects.requireNonNull(config, "config"), Objects.requireNonNull(clock, "clock"), false);
    }

    /** One of several tokens: where it is away it is tried again in the background. */
    static Pkcs11RootOfTrust openOneOfSeveral(HsmConfig config, Clock clock) {
        return new Pkcs11RootOfTrust(config, clock, true);
    }

    /** @throws HsmUnavailableException at once while the token is away */
    Epoch epoch() {
        return connection.epoch();
    }

    /** The connection as it is, or null while the token is away. */
    Epoch present() {
        return connection.present();
    }

    @Override
    public MasterKey activeMasterKey() {
        return connection.epoch().masterKeys().active();
    }

    @Override
    public List<MasterKey> masterKeys() {
        return connection.epoch().masterKeys().masterKeys();
    }

    @Override
    public MasterKey createMasterKey(int atLeast) {
        Epoch epoch = connection.epoch();
        return epoch.workers().call(_ -> {
            MasterKey made = epoch.masterKeys().create(atLeast, clock.instant());
            if (epoch.kwp().isPresent()) {
                epoch.wrappingKeys().ensure(made.generation(), made.created());
            }
            return made;
        }, config.deadline());
    }

    @Override
    public void noteGiven(int generation) {
        Epoch epoch = connection.epoch();
        epoch.workers().call(_ -> {
            epoch.masterKeys().noteGiven(generation);
            return "noted";
        }, config.deadline());
    }

    @Override
    public void destroyMasterKey(int generation) {
        Epoch epoch = connection.epoch();
        epoch.workers().call(_ -> {
            epoch.wrappingKeys().destroy(generation);
            epoch.masterKeys().destroy(generation);
            return null;
        }, config.deadline());
    }

    @Override
    public byte[] seal(int generation, byte[] plaintext) {
        Objects.requireNonNull(plaintext, "plaintext");
        Epoch epoch = connection.epoch();
        return epoch.workers().call(ciphers -> ciphers.seal(epoch.masterKeys().handle(generation), plaintext), config.deadline());
    }

    @Override
    public byte[] open(int generation, byte[] sealed) {
        Epoch epoch = connection.epoch();
        return epoch.workers().call(opening(epoch, new Sealed(generation, sealed)), config.deadline());
    }

    private static Work<byte[]> opening(Epoch epoch, Sealed sealed) {
        return ciphers -> ciphers.open(epoch.masterKeys().handle(sealed.generation()), sealed.bytes());
    }

    @Override
    public List<byte[]> openAll(List<Sealed> sealed) {
        Epoch epoch = connection.epoch();
        return epoch.workers().callAll(sealed.stream().map(one -> opening(epoch, one)).toList(), config.deadline());
    }

    @Override
    public TokenInternalKeys internalKeys() {
        return internalKeys;
    }

    @Override
    public TokenWrappedKeys wrappedKeys() {
        return wrappedKeys;
    }

    @Override
    public byte[] sign(byte[] data) {
        Objects.requireNonNull(data, "data");
        Epoch epoch = connection.epoch();
        SigningKey key = signingKey(epoch);
        return epoch.workers().call(ciphers -> ciphers.sign(key.handle(), data), config.deadline());
    }

    @Override
    public byte[] signaturePublicKey() {
        return signingKey(connection.epoch()).publicKey().getEncoded();
    }

    private SigningKey signingKey(Epoch epoch) {
        return epoch.signingKey().orElseThrow(() -> new HsmException("token \"" + config.tokenLabel() + "\" holds no audit signing key"));
    }

    @Override
    public void random(byte[] out) {
        Objects.requireNonNull(out, "out");
        byte[] fetched = connection.epoch().workers().call(ciphers -> ciphers.random(out.length), config.deadline());
        System.arraycopy(fetched, 0, out, 0, out.length);
        Arrays.fill(fetched, (byte) 0);
    }

    @Override
    public List<byte[]> data(String label) {
        Objects.requireNonNull(label, "label");
        Epoch epoch = connection.epoch();
        return epoch.workers().call(_ -> epoch.data(label), config.deadline());
    }

    @Override
    public void putData(String label, byte[] value) {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(value, "value");
        Epoch epoch = connection.epoch();
        epoch.workers().call(_ -> {
            epoch.putData(label, value);
            return "kept";
        }, config.deadline());
    }

    String label() {
        return config.tokenLabel();
    }

    /** Whether the token holds a generation; while it is away, whether it did. */
    boolean holds(int generation) {
        Epoch epoch = connection.present();
        if (epoch != null) {
            lastHeld = epoch.masterKeys().masterKeys().stream().map(MasterKey::generation).collect(Collectors.toUnmodifiableSet());
        }
        return lastHeld.contains(generation);
    }

    /** Whether the token, which is there, holds a wrapping key of a generation. */
    boolean wraps(int generation) {
        Epoch epoch = connection.present();
        return epoch != null && epoch.wrappingKeys().hold(generation);
    }

    /** Looks at the token again, within the deadline: somebody else may have made a generation. */
    void look() {
        Epoch epoch = connection.epoch();
        epoch.workers().call(_ -> {
            epoch.masterKeys().load();
            epoch.wrappingKeys().load();
            return "looked";
        }, config.deadline());
    }

    @Override
    public List<SelfTestResult> selfTest() {
        Epoch epoch = connection.epoch();
        return epoch.workers().call(epoch::selfTest, config.deadline());
    }

    @Override
    public List<TokenStatus> tokens() {
        return List.of(status(connection.present(), Map.of()));
    }

    @Override
    public List<TokenStatus> inspect() {
        Epoch epoch = connection.present();
        if (epoch == null) {
            return tokens();
        }
        boolean computes = epoch.capabilities().offered().contains(Mechanism.CKM_AES_ECB);
        Map<Integer, String> checkValues = epoch.workers().call(ciphers -> {
            Map<Integer, String> values = new HashMap<>();
            epoch.masterKeys().load();
            for (MasterKey key : computes ? epoch.masterKeys().masterKeys() : List.<MasterKey>of()) {
                values.put(key.generation(), CheckValue.of(ciphers.session(), epoch.masterKeys().stored(key.generation())));
            }
            return values;
        }, config.deadline());
        return List.of(status(epoch, checkValues));
    }

    /** The token as one that is away, where it has just not answered. */
    TokenStatus unanswered(String reason) {
        HsmHealth health = new HsmHealth(HsmHealth.State.UNAVAILABLE, clock.instant(), reason, connection.health().epoch());
        return status(null, health, Map.of());
    }

    private TokenStatus status(Epoch epoch, Map<Integer, String> checkValues) {
        return status(epoch, connection.health(), checkValues);
    }

    private TokenStatus status(Epoch epoch, HsmHealth health, Map<Integer, String> checkValues) {
        return epoch == null
                ? new TokenStatus(config.tokenLabel(), config.library(), health, List.of(), false, "", checkValues)
                : new TokenStatus(config.tokenLabel(), config.library(), health, epoch.masterKeys().masterKeys(),
                        epoch.signingKey().isPresent(), epoch.capabilities().report(), checkValues);
    }

    @Override
    public HsmHealth health() {
        return connection.health();
    }

    @Override
    public void close() {
        connection.close();
    }
}
