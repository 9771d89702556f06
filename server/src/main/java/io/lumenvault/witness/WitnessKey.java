package io.lumenvault.witness;

import io.lumenvault.tlog.Checkpoint;
import io.lumenvault.tlog.MlDsaCosigner;
import io.lumenvault.tlog.NoteSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/**
 * The witness's own ML-DSA-44 key. Its private half is in a file of mode 0600 in the witness's folder, made at the first start: a witness
 * holds no secret but this one, and has no HSM.
 */
public final class WitnessKey {

    private static final String ALGORITHM = "ML-DSA-44";
    private static final String PRIVATE = "witness.key";
    private static final String PUBLIC = "witness.pub";

    private final PrivateKey privateKey;
    private final MlDsaCosigner cosigner;

    private WitnessKey(PrivateKey privateKey, MlDsaCosigner cosigner) {
        this.privateKey = Objects.requireNonNull(privateKey, "privateKey");
        this.cosigner = Objects.requireNonNull(cosigner, "cosigner");
    }

    /**
     * The key in the folder, made if it is not there.
     *
     * @param name of the witness, as its signatures carry it
     * @throws IOException when a file cannot be read, or may be read by others
     */
    public static WitnessKey open(Path folder, String name) throws IOException {
        Path file = folder.resolve(PRIVATE);
        try {
            if (!Files.exists(file)) {
                create(folder, file);
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (!mode.equals(PosixFilePermissions.fromString("rw-------"))) {
                throw new IOException(file + " has mode " + PosixFilePermissions.toString(mode) + "; it must be rw-------");
            }
            byte[] encoded = Files.readAllBytes(file);
            try {
                PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                return new WitnessKey(key, new MlDsaCosigner(name, Files.readAllBytes(folder.resolve(PUBLIC))));
            } finally {
                Arrays.fill(encoded, (byte) 0);
            }
        } catch (GeneralSecurityException damaged) {
            throw new IOException("the witness's key in " + file + " cannot be read", damaged);
        }
    }

    private static void create(Path folder, Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Files.write(folder.resolve(PUBLIC), MlDsaCosigner.of("new", pair.getPublic()).material());
        Path next = folder.resolve(PRIVATE + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] encoded = pair.getPrivate().getEncoded();
        Files.write(next, encoded, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        Arrays.fill(encoded, (byte) 0);
        Files.move(next, file);
    }

    /** The public key: what logs and auditors pin. */
    public MlDsaCosigner cosigner() {
        return cosigner;
    }

    NoteSignature cosign(Checkpoint head, Instant time) {
        try {
            return cosigner.cosign(head, time, privateKey, new SecureRandom());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
