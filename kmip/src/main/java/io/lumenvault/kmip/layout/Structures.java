package io.lumenvault.kmip.layout;

import static io.lumenvault.kmip.layout.Field.optional;
import static io.lumenvault.kmip.layout.Field.repeated;
import static io.lumenvault.kmip.layout.Field.required;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_1;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_2;
import static io.lumenvault.kmip.spec.ProtocolVersion.V1_4;
import static io.lumenvault.kmip.spec.ProtocolVersion.V2_0;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layouts of the structures that occur inside payloads and attributes and whose fields differ between versions. */
public final class Structures {

    /** Cryptographic Parameters: 1.4 section 3.6, 2.1 section 4.16. */
    public static final Layout CRYPTOGRAPHIC_PARAMETERS = Layout.of("Cryptographic Parameters",
            optional(Tag.BLOCK_CIPHER_MODE), optional(Tag.PADDING_METHOD), optional(Tag.HASHING_ALGORITHM),
            optional(Tag.KEY_ROLE_TYPE), optional(Tag.DIGITAL_SIGNATURE_ALGORITHM).since(V1_2),
            optional(Tag.CRYPTOGRAPHIC_ALGORITHM).since(V1_2), optional(Tag.RANDOM_IV).since(V1_2),
            optional(Tag.IV_LENGTH).since(V1_2), optional(Tag.TAG_LENGTH).since(V1_2),
            optional(Tag.FIXED_FIELD_LENGTH).since(V1_2), optional(Tag.INVOCATION_FIELD_LENGTH).since(V1_2),
            optional(Tag.COUNTER_LENGTH).since(V1_2), optional(Tag.INITIAL_COUNTER_VALUE).since(V1_2),
            optional(Tag.SALT_LENGTH).since(V1_4), optional(Tag.MASK_GENERATOR).since(V1_4),
            optional(Tag.MASK_GENERATOR_HASHING_ALGORITHM).since(V1_4), optional(Tag.P_SOURCE).since(V1_4),
            optional(Tag.TRAILER_FIELD).since(V1_4));

    /** Digest: 1.4 section 3.17, 2.1 section 4.21. */
    public static final Layout DIGEST = Layout.of("Digest", required(Tag.HASHING_ALGORITHM), optional(Tag.DIGEST_VALUE),
            optional(Tag.KEY_FORMAT_TYPE).since(V1_1));

    /** Key Wrapping Data: 1.4 section 2.1.5, 2.1 section 3.3. */
    public static final Layout KEY_WRAPPING_DATA = Layout.of("Key Wrapping Data", required(Tag.WRAPPING_METHOD),
            optional(Tag.ENCRYPTION_KEY_INFORMATION), optional(Tag.MAC_SIGNATURE_KEY_INFORMATION),
            optional(Tag.MAC_SIGNATURE), optional(Tag.IV_COUNTER_NONCE), optional(Tag.ENCODING_OPTION).since(V1_1));

    /** Key Wrapping Specification: 1.4 section 2.1.6, 2.1 section 7.18. */
    public static final Layout KEY_WRAPPING_SPECIFICATION = Layout.of("Key Wrapping Specification",
            required(Tag.WRAPPING_METHOD), optional(Tag.ENCRYPTION_KEY_INFORMATION),
            optional(Tag.MAC_SIGNATURE_KEY_INFORMATION), repeated(Tag.ATTRIBUTE_NAME),
            optional(Tag.ENCODING_OPTION).since(V1_1));

    private static final Layout EXTENSION_INFORMATION = Layout.of("Extension Information", required(Tag.EXTENSION_NAME),
            optional(Tag.EXTENSION_TAG), optional(Tag.EXTENSION_TYPE), optional(Tag.EXTENSION_ENUMERATION).since(V2_0),
            optional(Tag.EXTENSION_ATTRIBUTE).since(V2_0), optional(Tag.EXTENSION_PARENT_STRUCTURE_TAG).since(V2_0),
            optional(Tag.EXTENSION_DESCRIPTION).since(V2_0));

    private static final Layout PROFILE_INFORMATION = Layout.of("Profile Information", required(Tag.PROFILE_NAME),
            optional(Tag.PROFILE_VERSION).since(V2_0), optional(Tag.SERVER_URI), optional(Tag.SERVER_PORT));

    private static final Layout CAPABILITY_INFORMATION = Layout.of("Capability Information",
            optional(Tag.STREAMING_CAPABILITY), optional(Tag.ASYNCHRONOUS_CAPABILITY),
            optional(Tag.ATTESTATION_CAPABILITY), optional(Tag.BATCH_UNDO_CAPABILITY).since(V1_4),
            optional(Tag.BATCH_CONTINUE_CAPABILITY).since(V1_4), optional(Tag.UNWRAP_MODE), optional(Tag.DESTROY_ACTION),
            optional(Tag.SHREDDING_ALGORITHM), optional(Tag.RNG_MODE),
            optional(Tag.QUANTUM_SAFE_CAPABILITY).since(V2_0));

    private static final Map<Tag, Layout> BY_TAG = Map.of(
            Tag.CRYPTOGRAPHIC_PARAMETERS, CRYPTOGRAPHIC_PARAMETERS,
            Tag.DIGEST, DIGEST,
            Tag.KEY_WRAPPING_DATA, KEY_WRAPPING_DATA,
            Tag.KEY_WRAPPING_SPECIFICATION, KEY_WRAPPING_SPECIFICATION,
            Tag.EXTENSION_INFORMATION, EXTENSION_INFORMATION,
            Tag.PROFILE_INFORMATION, PROFILE_INFORMATION,
            Tag.CAPABILITY_INFORMATION, CAPABILITY_INFORMATION);

    private Structures() {
    }

    /** The item without the nested fields that the version does not have. */
    public static Item prune(Item item, ProtocolVersion version) {
        if (!(item instanceof Structure structure) || version.isAtLeast(V2_0)) {
            return item;
        }
        Layout layout = BY_TAG.get(structure.tag());
        List<Item> kept = null;
        List<Item> items = structure.items();
        for (int i = 0; i < items.size(); i++) {
            Item inner = items.get(i);
            Item pruned = allowed(layout, inner.tag(), version) ? prune(inner, version) : null;
            if (pruned != inner && kept == null) {
                kept = new ArrayList<>(items.subList(0, i));
            }
            if (kept != null && pruned != null) {
                kept.add(pruned);
            }
        }
        return kept == null ? structure : new Structure(structure.tag(), kept);
    }

    private static boolean allowed(Layout layout, Tag tag, ProtocolVersion version) {
        int position = layout == null ? -1 : layout.position(tag);
        return position < 0 || layout.fields().get(position).in(version);
    }
}
