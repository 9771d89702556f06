package io.lumenvault.kmip.payload;

import io.lumenvault.kmip.spec.AttestationType;
import io.lumenvault.kmip.spec.ClientRegistrationMethod;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.ttlv.Structure;
import java.util.List;

/** Fills a Query response field by field. */
public final class QueryResponseBuilder {

    private List<Operation> operations = List.of();
    private List<ObjectType> objectTypes = List.of();
    private String vendorIdentification;
    private Structure serverInformation;
    private List<String> applicationNamespaces = List.of();
    private List<Structure> extensionInformation = List.of();
    private List<AttestationType> attestationTypes = List.of();
    private List<Structure> rngParameters = List.of();
    private List<Structure> profileInformation = List.of();
    private List<Structure> validationInformation = List.of();
    private List<Structure> capabilityInformation = List.of();
    private List<ClientRegistrationMethod> clientRegistrationMethods = List.of();
    private Structure defaultsInformation;
    private List<Integer> protectionStorageMasks = List.of();

    QueryResponseBuilder() {
    }

    /** Sets Operation values. */
    public QueryResponseBuilder operations(List<Operation> value) {
        operations = List.copyOf(value);
        return this;
    }

    /** Sets Object Type values. */
    public QueryResponseBuilder objectTypes(List<ObjectType> value) {
        objectTypes = List.copyOf(value);
        return this;
    }

    /** Sets Vendor Identification. */
    public QueryResponseBuilder vendorIdentification(String value) {
        vendorIdentification = value;
        return this;
    }

    /** Sets Server Information. */
    public QueryResponseBuilder serverInformation(Structure value) {
        serverInformation = value;
        return this;
    }

    /** Sets Application Namespace values. */
    public QueryResponseBuilder applicationNamespaces(List<String> value) {
        applicationNamespaces = List.copyOf(value);
        return this;
    }

    /** Sets Extension Information values. */
    public QueryResponseBuilder extensionInformation(List<Structure> value) {
        extensionInformation = List.copyOf(value);
        return this;
    }

    /** Sets Attestation Type values. */
    public QueryResponseBuilder attestationTypes(List<AttestationType> value) {
        attestationTypes = List.copyOf(value);
        return this;
    }

    /** Sets Rng Parameters values. */
    public QueryResponseBuilder rngParameters(List<Structure> value) {
        rngParameters = List.copyOf(value);
        return this;
    }

    /** Sets Profile Information values. */
    public QueryResponseBuilder profileInformation(List<Structure> value) {
        profileInformation = List.copyOf(value);
        return this;
    }

    /** Sets Validation Information values. */
    public QueryResponseBuilder validationInformation(List<Structure> value) {
        validationInformation = List.copyOf(value);
        return this;
    }

    /** Sets Capability Information values. */
    public QueryResponseBuilder capabilityInformation(List<Structure> value) {
        capabilityInformation = List.copyOf(value);
        return this;
    }

    /** Sets Client Registration Method values. */
    public QueryResponseBuilder clientRegistrationMethods(List<ClientRegistrationMethod> value) {
        clientRegistrationMethods = List.copyOf(value);
        return this;
    }

    /** Sets Defaults Information. */
    public QueryResponseBuilder defaultsInformation(Structure value) {
        defaultsInformation = value;
        return this;
    }

    /** Sets Protection Storage Masks values. */
    public QueryResponseBuilder protectionStorageMasks(List<Integer> value) {
        protectionStorageMasks = List.copyOf(value);
        return this;
    }

    /** The response. */
    public Query.Response build() {
        return new Query.Response(operations, objectTypes, vendorIdentification, serverInformation, applicationNamespaces,
                extensionInformation, attestationTypes, rngParameters, profileInformation,
                validationInformation, capabilityInformation, clientRegistrationMethods,
                defaultsInformation, protectionStorageMasks);
    }
}
