package io.lumenvault.kmip.payload;

import static io.lumenvault.kmip.layout.Field.optional;

import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.layout.Fields;
import io.lumenvault.kmip.layout.Layout;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;

/** Check: asks whether an object may be used so, without using it (1.4 section 4.10, 2.1 section 6.1.7). */
public final class Check {

    private static final Layout REQUEST = Layout.of("Check Request Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.USAGE_LIMITS_COUNT), optional(Tag.CRYPTOGRAPHIC_USAGE_MASK), optional(Tag.LEASE_TIME));
    private static final Layout RESPONSE = Layout.of("Check Response Payload", optional(Tag.UNIQUE_IDENTIFIER),
            optional(Tag.USAGE_LIMITS_COUNT), optional(Tag.CRYPTOGRAPHIC_USAGE_MASK), optional(Tag.LEASE_TIME));

    static final PayloadType TYPE = new PayloadType(Operation.CHECK, Request::read, Response::read);

    private Check() {
    }

    /**
     * The request.
     *
     * @param uniqueIdentifier the object, or null for the ID Placeholder
     * @param usageLimitsCount units that are to be used, or null
     * @param cryptographicUsageMask intended uses, bits of {@link io.lumenvault.kmip.spec.CryptographicUsageMask}, or null
     * @param leaseTime the lease wanted in seconds, or null
     */
    public record Request(UniqueIdentifier uniqueIdentifier, Long usageLimitsCount, Integer cryptographicUsageMask, Long leaseTime)
            implements RequestPayload {

        static Request read(Structure payload, ProtocolVersion version) {
            Fields fields = REQUEST.readRequest(payload, version);
            return new Request(UniqueIdentifier.from(fields.item(Tag.UNIQUE_IDENTIFIER)),
                    fields.longInteger(Tag.USAGE_LIMITS_COUNT), fields.integer(Tag.CRYPTOGRAPHIC_USAGE_MASK),
                    fields.interval(Tag.LEASE_TIME));
        }

        @Override
        public Operation operation() {
            return Operation.CHECK;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return REQUEST.write(Tag.REQUEST_PAYLOAD, version)
                    .put(UniqueIdentifier.toItem(uniqueIdentifier, Tag.UNIQUE_IDENTIFIER))
                    .longInteger(Tag.USAGE_LIMITS_COUNT, usageLimitsCount)
                    .integer(Tag.CRYPTOGRAPHIC_USAGE_MASK, cryptographicUsageMask).interval(Tag.LEASE_TIME, leaseTime)
                    .structure();
        }
    }

    /**
     * The response.
     *
     * @param uniqueIdentifier the object, or null where the use is not allowed
     * @param usageLimitsCount the request's value, where it is more than the policy allows, or null
     * @param cryptographicUsageMask the request's value, where the policy refuses it, or null
     * @param leaseTime the request's value in seconds, where it is longer than a lease may be, or null
     */
    public record Response(String uniqueIdentifier, Long usageLimitsCount, Integer cryptographicUsageMask, Long leaseTime)
            implements PlaceholderResponse {

        static Response read(Structure payload, ProtocolVersion version) {
            Fields fields = RESPONSE.readResponse(payload, version);
            return new Response(fields.text(Tag.UNIQUE_IDENTIFIER), fields.longInteger(Tag.USAGE_LIMITS_COUNT),
                    fields.integer(Tag.CRYPTOGRAPHIC_USAGE_MASK), fields.interval(Tag.LEASE_TIME));
        }

        @Override
        public Operation operation() {
            return Operation.CHECK;
        }

        @Override
        public Structure toStructure(ProtocolVersion version) {
            return RESPONSE.write(Tag.RESPONSE_PAYLOAD, version).text(Tag.UNIQUE_IDENTIFIER, uniqueIdentifier)
                    .longInteger(Tag.USAGE_LIMITS_COUNT, usageLimitsCount)
                    .integer(Tag.CRYPTOGRAPHIC_USAGE_MASK, cryptographicUsageMask).interval(Tag.LEASE_TIME, leaseTime)
                    .structure();
        }
    }
}
