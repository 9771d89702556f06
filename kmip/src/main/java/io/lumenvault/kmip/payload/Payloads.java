package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.ttlv.Structure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The operations whose payloads this library reads and writes. */
public final class Payloads {

    private static final Map<Operation, PayloadType> TYPES = index(List.of(
            Create.TYPE, Register.TYPE, Locate.TYPE, Get.TYPE, GetAttributes.TYPE, GetAttributeList.TYPE,
            AddAttribute.TYPE, ModifyAttribute.TYPE, DeleteAttribute.TYPE, Activate.TYPE, Revoke.TYPE, Destroy.TYPE,
            Archive.TYPE, Recover.TYPE, Encrypt.TYPE, Decrypt.TYPE, Query.TYPE, DiscoverVersions.TYPE,
            CreateKeyPair.TYPE, ReKey.TYPE, ReKeyKeyPair.TYPE, DeriveKey.TYPE, Certify.TYPE, ReCertify.TYPE, Check.TYPE,
            ObtainLease.TYPE, GetUsageAllocation.TYPE, Validate.TYPE, Cancel.TYPE, Poll.TYPE, Notify.TYPE, Put.TYPE, Sign.TYPE,
            SignatureVerify.TYPE, Mac.TYPE, MacVerify.TYPE, RngRetrieve.TYPE, RngSeed.TYPE, Hash.TYPE, CreateSplitKey.TYPE,
            JoinSplitKey.TYPE, Import.TYPE, Export.TYPE, Log.TYPE, Login.TYPE, Logout.TYPE, DelegatedLogin.TYPE,
            AdjustAttribute.TYPE, SetAttribute.TYPE, SetEndpointRole.TYPE, Pkcs11.TYPE, Interop.TYPE, ReProvision.TYPE,
            SetDefaults.TYPE, SetConstraints.TYPE, GetConstraints.TYPE, QueryAsynchronousRequests.TYPE, Process.TYPE, Ping.TYPE,
            CreateGroup.TYPE, Obliterate.TYPE, CreateUser.TYPE, CreateCredential.TYPE, Deactivate.TYPE, Encapsulate.TYPE,
            Decapsulate.TYPE));

    private Payloads() {
    }

    private static Map<Operation, PayloadType> index(List<PayloadType> types) {
        Map<Operation, PayloadType> index = new EnumMap<>(Operation.class);
        types.forEach(type -> index.put(type.operation(), type));
        return index;
    }

    /** The operations that can be read. */
    public static Set<Operation> operations() {
        return Collections.unmodifiableSet(TYPES.keySet());
    }

    /**
     * Reads a Request Payload.
     *
     * @throws KmipException with Operation Not Supported where the operation is not known here or not part of the
     *     version; with Invalid Message, Invalid Field or a reason of its attributes where the payload is at fault
     */
    public static RequestPayload readRequest(Operation operation, Structure payload, ProtocolVersion version) {
        if (!operation.availableAt(version)) {
            throw new KmipException(ResultReason.OPERATION_NOT_SUPPORTED,
                    "version " + version + " has no operation " + operation.text());
        }
        return type(operation).request().apply(payload, version);
    }

    /** Reads a Response Payload; errors as for requests. */
    public static ResponsePayload readResponse(Operation operation, Structure payload, ProtocolVersion version) {
        return type(operation).response().apply(payload, version);
    }

    private static PayloadType type(Operation operation) {
        PayloadType type = TYPES.get(operation);
        if (type == null) {
            throw new KmipException(ResultReason.OPERATION_NOT_SUPPORTED,
                    "operation " + operation.text() + " is not supported");
        }
        return type;
    }
}
