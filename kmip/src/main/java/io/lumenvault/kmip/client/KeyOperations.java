package io.lumenvault.kmip.client;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.Attributes;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.AdjustAttribute;
import io.lumenvault.kmip.payload.Archive;
import io.lumenvault.kmip.payload.Check;
import io.lumenvault.kmip.payload.CreateKeyPair;
import io.lumenvault.kmip.payload.CreateSplitKey;
import io.lumenvault.kmip.payload.DeriveKey;
import io.lumenvault.kmip.payload.Export;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.GetUsageAllocation;
import io.lumenvault.kmip.payload.Import;
import io.lumenvault.kmip.payload.JoinSplitKey;
import io.lumenvault.kmip.payload.ObtainLease;
import io.lumenvault.kmip.payload.ReKey;
import io.lumenvault.kmip.payload.ReKeyKeyPair;
import io.lumenvault.kmip.payload.Recover;
import io.lumenvault.kmip.payload.SetAttribute;
import io.lumenvault.kmip.spec.ObjectType;
import java.io.IOException;
import java.util.List;

/**
 * What can be done with objects beside the everyday operations of {@link KmipClient}: pairs, replacement, derivation, splitting,
 * import and export, leases, archiving.
 */
public final class KeyOperations {

    private final KmipClient client;

    KeyOperations(KmipClient client) {
        this.client = client;
    }

    /** Makes a key pair. */
    public CreateKeyPair.Response createKeyPair(Attributes common, Attributes privateKey, Attributes publicKey) throws IOException {
        return client.call(new CreateKeyPair.Request(common, privateKey, publicKey), CreateKeyPair.Response.class);
    }

    /** Makes a replacement for a symmetric key and gives its identifier. */
    public String reKey(String identifier) throws IOException {
        return client.call(new ReKey.Request(UniqueIdentifier.of(identifier), null, Attributes.NONE, List.of()),
                ReKey.Response.class).uniqueIdentifier();
    }

    /** Makes a replacement for a key pair, named by its private key. */
    public ReKeyKeyPair.Response reKeyKeyPair(String privateKey) throws IOException {
        return client.call(new ReKeyKeyPair.Request(UniqueIdentifier.of(privateKey), null, Attributes.NONE, Attributes.NONE,
                Attributes.NONE, List.of(), List.of(), List.of()), ReKeyKeyPair.Response.class);
    }

    /** Derives a key or Secret Data from others and gives its identifier. */
    public String deriveKey(DeriveKey.Request request) throws IOException {
        return client.call(request, DeriveKey.Response.class).uniqueIdentifier();
    }

    /** Splits a key, or a new one, and gives the identifiers of the parts. */
    public List<String> createSplitKey(CreateSplitKey.Request request) throws IOException {
        return client.call(request, CreateSplitKey.Response.class).uniqueIdentifiers();
    }

    /** Makes a key again out of its parts and gives its identifier. */
    public String joinSplitKey(ObjectType type, List<String> parts, Attribute... attributes) throws IOException {
        return client.call(new JoinSplitKey.Request(type, parts.stream().map(UniqueIdentifier::of).toList(), null,
                Attributes.of(attributes), List.of()), JoinSplitKey.Response.class).uniqueIdentifier();
    }

    /** Stores an object under its identifier with all its attributes (since 1.4); the caller wipes the object. */
    public String importObject(Import.Request request) throws IOException {
        return client.call(request, Import.Response.class).uniqueIdentifier();
    }

    /** Fetches an object with all its attributes (since 1.4); the caller wipes the object. */
    public Export.Response export(String identifier) throws IOException {
        return client.call(new Export.Request(UniqueIdentifier.of(identifier), null, null, null, null), Export.Response.class);
    }

    /** Fetches an object in a format, or wrapped; the caller wipes it. */
    public ManagedObject get(Get.Request request) throws IOException {
        return client.call(request, Get.Response.class).object();
    }

    /** Asks whether an object may be used so; what the answer repeats is refused. */
    public Check.Response check(Check.Request request) throws IOException {
        return client.call(request, Check.Response.class);
    }

    /** Takes a lease on an object. */
    public ObtainLease.Response obtainLease(String identifier) throws IOException {
        return client.call(new ObtainLease.Request(UniqueIdentifier.of(identifier)), ObtainLease.Response.class);
    }

    /** Takes units of the Usage Limits for later use. */
    public void getUsageAllocation(String identifier, long units) throws IOException {
        client.call(new GetUsageAllocation.Request(UniqueIdentifier.of(identifier), units), GetUsageAllocation.Response.class);
    }

    /** Moves an object to archival storage. */
    public void archive(String identifier) throws IOException {
        client.call(new Archive.Request(UniqueIdentifier.of(identifier)), Archive.Response.class);
    }

    /** Moves an archived object back. */
    public void recover(String identifier) throws IOException {
        client.call(new Recover.Request(UniqueIdentifier.of(identifier)), Recover.Response.class);
    }

    /** Gives an attribute of one instance a value, whether it has one or not (since 2.0). */
    public void setAttribute(String identifier, Attribute attribute) throws IOException {
        client.call(new SetAttribute.Request(UniqueIdentifier.of(identifier), attribute), SetAttribute.Response.class);
    }

    /** Adds to, subtracts from or negates an attribute (since 2.0). */
    public void adjustAttribute(AdjustAttribute.Request request) throws IOException {
        client.call(request, AdjustAttribute.Response.class);
    }
}
