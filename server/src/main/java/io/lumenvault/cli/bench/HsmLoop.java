package io.lumenvault.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.hsm.HsmConfig;
import io.lumenvault.hsm.PinSource;
import io.lumenvault.hsm.Pkcs11RootOfTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures sealing and opening in an HSM, in a process of its own: SoftHSM2 finds its token through an environment variable
 * that must be there before the library is loaded. Arguments: library, token label, PIN file, workers, seconds. Prints JSON.
 */
final class HsmLoop {

    private static final int RECORD_BYTES = 300;

    private HsmLoop() {}

    public static void main(String[] arguments) throws Exception {
        int workers = Integer.parseInt(arguments[3]);
        Duration measured = Duration.ofSeconds(Integer.parseInt(arguments[4]));
        HsmConfig config = new HsmConfig(Path.of(arguments[0]), arguments[1], PinSource.file(Path.of(arguments[2])), 4,
                Duration.ofSeconds(10));
        try (Pkcs11RootOfTrust hsm = Pkcs11RootOfTrust.open(config)) {
            if (hsm.masterKeys().isEmpty()) {
                hsm.createMasterKey();
            }
            int generation = hsm.activeMasterKey().generation();
            byte[] record = new byte[RECORD_BYTES];
            byte[] sealed = hsm.seal(generation, record);
            Duration warmUp = measured.dividedBy(2);
            ClosedLoop.Outcome open = ClosedLoop.run(workers, warmUp, measured, () -> () -> hsm.open(generation, sealed));
            ClosedLoop.Outcome seal = ClosedLoop.run(workers, warmUp, measured, () -> () -> hsm.seal(generation, record));
            System.out.println(new ObjectMapper().writeValueAsString(
                    List.of(Measurement.rate("hsm.open", open), Measurement.rate("hsm.seal", seal))));
        }
    }
}
