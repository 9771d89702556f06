package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.UniqueIdentifier;
import io.lumenvault.kmip.object.ManagedObject;
import io.lumenvault.kmip.payload.Get;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.server.kmip.attribute.ObjectAttributes;
import io.lumenvault.server.vault.OpenedObject;
import io.lumenvault.server.vault.Reason;
import io.lumenvault.server.vault.Vault;
import io.lumenvault.server.vault.VaultException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Get (KMIP 1.4 section 4.11, KMIP 2.1 section 6.1.19): the object as it was made or registered, in another Key
 * Format Type, or wrapped.
 */
final class GetHandler extends ObjectHandler<Get.Request> implements JoiningHandler<Get.Request> {

    GetHandler(Vault vault) {
        super(Operation.GET, Get.Request.class, vault);
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Get.Request request) {
        return get(call, call.object(request.uniqueIdentifier()), request);
    }

    /** Gives an object out. */
    Get.Response get(Call call, UUID uid, Get.Request request) {
        if (request.wrapping() != null) {
            return wrapped(call, request, uid);
        }
        try (OpenedObject opened = vault().open(call.request().with(said(request)), uid, object -> decide(() -> {
            requireServable(call, attributes(object), request);
            call.room().expect(AnswerRoom.of(object));
            return null;
        }))) {
            call.changes().givenOut(opened.object());
            ObjectAttributes attributes = attributes(opened.object());
            ManagedObject own = Material.open(opened.material(), attributes);
            call.afterAnswer().add(own::wipe);
            ManagedObject given = GivenFormat.convert(own, request.keyFormat());
            call.afterAnswer().add(given::wipe);
            return new Get.Response(uid.toString(), given);
        } catch (VaultException refused) {
            throw translated(call, refused);
        }
    }

    /** Objects that are named, given as they are. */
    @Override
    public boolean joins(Get.Request request) {
        return request.uniqueIdentifier() instanceof UniqueIdentifier.Text && request.wrapping() == null && request.keyFormat() == null
                && request.keyCompression() == null;
    }

    @Override
    public Optional<List<ResponsePayload>> handleTogether(Call call, List<Get.Request> requests) {
        Get.Request any = requests.getFirst();
        AtomicLong expected = new AtomicLong();
        return vault().openTogether(call.request(), requests.stream().map(request -> call.object(request.uniqueIdentifier())).toList(),
                object -> {
                    requireServable(call, attributes(object), any);
                    call.room().expect(expected.addAndGet(AnswerRoom.of(object)));
                }).map(opened -> given(call, opened));
    }

    private List<ResponsePayload> given(Call call, List<OpenedObject> all) {
        try {
            List<ResponsePayload> given = new ArrayList<>(all.size());
            for (OpenedObject opened : all) {
                ManagedObject own = Material.open(opened.material(), attributes(opened.object()));
                call.afterAnswer().add(own::wipe);
                given.add(new Get.Response(opened.object().uid().toString(), own));
            }
            return given;
        } finally {
            all.forEach(OpenedObject::close);
        }
    }

    private Get.Response wrapped(Call call, Get.Request request, UUID uid) {
        WrappedGet choice = new WrappedGet(call, request, this::attributes);
        UUID wrappingKey = choice.wrappingKey();
        Map<String, String> said = new HashMap<>(said(request));
        said.put("Wrapping Key", wrappingKey.toString());
        if (request.wrapping().encoding() != null) {
            said.put("Encoding Option", request.wrapping().encoding().text());
        }
        try (OpenedObject opened = vault().wrapped().get(call.request().with(said), uid, object -> decide(() -> {
            requireServable(call, attributes(object), request);
            choice.requireServable(object);
            call.room().expect(AnswerRoom.of(object));
            return null;
        }), wrappingKey, choice)) {
            call.changes().givenOut(opened.object());
            return new Get.Response(uid.toString(), choice.wrapped(opened));
        } catch (VaultException refused) {
            throw translated(call, refused);
        }
    }

    /** A Template holds no key: what it says of Sensitive and Extractable is meant for the objects made of it. */
    private static void requireAsItIs(Get.Request request) {
        if (request.wrapping() != null || request.keyFormat() != null || request.keyCompression() != null) {
            throw new KmipException(ResultReason.INVALID_FIELD,
                    "a Template has no Key Format Type, no Key Compression Type, and is not wrapped: ask for it as it is");
        }
    }

    /** What an approval of the request is bound to besides the object. */
    private static Map<String, String> said(Get.Request request) {
        return request.keyFormat() == null ? Map.of() : Map.of("Key Format Type", request.keyFormat().text());
    }

    /** KMIP 1.4 section 11.12 has a reason of its own for an object of which only the attributes are left. */
    private static RuntimeException translated(Call call, VaultException refused) {
        return refused.reason() == Reason.OBJECT_DESTROYED && call.version().major() == 1
                ? new RecordedRefusal(new KmipException(ResultReason.ILLEGAL_OPERATION, refused.getMessage())) : refused;
    }

    private static void requireServable(Call call, ObjectAttributes object, Get.Request request) {
        TemplateContent.requireKnown(call, object.objectType());
        if (object.objectType() == ObjectType.TEMPLATE) {
            requireAsItIs(request);
        } else {
            requireServable(object, request);
        }
    }

    static void requireServable(ObjectAttributes object, Get.Request request) {
        if (request.wrapping() == null && object.flag(AttributeType.SENSITIVE)) {
            throw new KmipException(ResultReason.SENSITIVE, "the object is Sensitive: it leaves wrapped only");
        }
        if (!object.flag(AttributeType.EXTRACTABLE)) {
            throw new KmipException(ResultReason.NOT_EXTRACTABLE, "the object is not Extractable");
        }
        if (request.keyCompression() != null && object.objectType() != ObjectType.PUBLIC_KEY) {
            throw new KmipException(ResultReason.KEY_COMPRESSION_TYPE_NOT_SUPPORTED, "Key Compression Type is for public keys");
        }
        if (request.keyCompression() != null) {
            throw new KmipException(ResultReason.KEY_COMPRESSION_TYPE_NOT_SUPPORTED, "keys are given as they were registered");
        }
        GivenFormat.require(object, request.keyFormat());
    }
}
