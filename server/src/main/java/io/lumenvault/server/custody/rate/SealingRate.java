package io.lumenvault.server.custody.rate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.custody.SealBlock;
import io.lumenvault.db.object.SealedMaterial;
import io.lumenvault.hsm.HsmConfig;
import io.lumenvault.hsm.PinSource;
import io.lumenvault.hsm.Pkcs11RootOfTrust;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import io.lumenvault.server.custody.SealAllowance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Measures sealing and opening of records through custody, and of as many bytes through the token alone, in turns of a second so
 * that both meet the same machine. Arguments: library, token label, PIN file, callers, seconds. Prints JSON.
 *
 * <p>Seals are reserved in memory here; a node does so in its database once in 65,536.
 */
final class SealingRate {

    private static final int MATERIAL_BYTES = 300;
    /** What custody puts in front of the material. */
    private static final int HEADER_BYTES = 26;
    private static final int SESSIONS = 4;

    private SealingRate() {}

    public static void main(String[] arguments) throws Exception {
        Path library = Path.of(arguments[0]);
        int callers = Integer.parseInt(arguments[3]);
        int seconds = Integer.parseInt(arguments[4]);
        HsmConfig config = new HsmConfig(library, arguments[1], PinSource.file(Path.of(arguments[2])), SESSIONS, Duration.ofSeconds(10));
        try (Pkcs11RootOfTrust hsm = Pkcs11RootOfTrust.open(config)) {
            int generation = hsm.masterKeys().getLast().generation();
            Custody custody = new Custody(hsm, new SealAllowance(wanted -> Optional.of(new SealBlock(generation, wanted)),
                    SealAllowance.HIGHEST_LIMIT));
            BareToken bare = new BareToken(library, "lumenvault.master." + generation + ".");
            System.out.println(new ObjectMapper().writeValueAsString(List.of(
                    opening(custody, bare, callers, seconds), sealing(custody, bare, callers, seconds))));
        }
    }

    private static Rates opening(Custody custody, BareToken bare, int callers, int seconds) throws Exception {
        UUID id = custody.newIdentifier();
        SealedMaterial sealed;
        try (KeyMaterial material = custody.random(MATERIAL_BYTES)) {
            sealed = custody.seal(id, Kind.MANAGED_OBJECT, material);
        }
        return Turns.run("open", callers, seconds,
                () -> () -> custody.open(id, Kind.MANAGED_OBJECT, sealed).close(),
                () -> {
                    BareToken.Session session = bare.new Session(HEADER_BYTES + MATERIAL_BYTES);
                    return session::open;
                });
    }

    private static Rates sealing(Custody custody, BareToken bare, int callers, int seconds) throws Exception {
        UUID id = custody.newIdentifier();
        try (KeyMaterial material = custody.random(MATERIAL_BYTES)) {
            return Turns.run("seal", callers, seconds,
                    () -> () -> custody.seal(id, Kind.MANAGED_OBJECT, material),
                    () -> {
                        BareToken.Session session = bare.new Session(HEADER_BYTES + MATERIAL_BYTES);
                        return session::seal;
                    });
        }
    }
}
