package io.lumenvault.server.lifecycle.approval;

import io.lumenvault.ground.Sha256;
import io.lumenvault.policy.ApprovedOperation;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The exact request that an approval is for. Two requests that differ in anything have different hashes: the canonical form writes each
 * part with its length before it, lists with their count, parameters in the order of their names.
 *
 * @param operation what is asked
 * @param principal who asks
 * @param protocol over which protocol
 * @param objects the objects that it names, in the order given
 * @param parameters what else it says, by name
 */
public record GuardedRequest(ApprovedOperation operation, String principal, String protocol, List<UUID> objects,
        Map<String, String> parameters) {

    private static final String FORM = "lumenvault-approval/1";

    public GuardedRequest {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(protocol, "protocol");
        objects = List.copyOf(objects);
        parameters = Map.copyOf(parameters);
    }

    /** SHA-256 of the canonical form. */
    public byte[] hash() {
        return Sha256.of(canonical());
    }

    byte[] canonical() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, FORM);
            write(out, operation.text());
            write(out, principal);
            write(out, protocol);
            out.writeInt(objects.size());
            for (UUID object : objects) {
                out.writeLong(object.getMostSignificantBits());
                out.writeLong(object.getLeastSignificantBits());
            }
            out.writeInt(parameters.size());
            for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
                write(out, parameter.getKey());
                write(out, parameter.getValue());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory cannot fail", impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
