package io.lumenvault.server.kmip.operation;

import io.lumenvault.kmip.KmipException;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.payload.ResponsePayload;
import io.lumenvault.kmip.spec.ObjectGroupMember;
import io.lumenvault.kmip.spec.ObjectType;
import io.lumenvault.kmip.spec.Operation;
import io.lumenvault.kmip.spec.ResultReason;
import io.lumenvault.kmip.spec.StorageStatusMask;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.server.kmip.attribute.Search;
import io.lumenvault.server.vault.FreshKeys;
import io.lumenvault.server.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Locate (KMIP 1.4 section 4.9, KMIP 2.1 section 6.1.28), newest first. Fresh members of a group that is a QKD link are drawn
 * from the link's pool.
 */
final class LocateHandler extends ObjectHandler<Locate.Request> {

    private final FreshKeys fresh;

    LocateHandler(Vault vault, FreshKeys fresh) {
        super(Operation.LOCATE, Locate.Request.class, vault);
        this.fresh = fresh;
    }

    @Override
    public boolean undoable() {
        return true;
    }

    @Override
    public ResponsePayload handle(Call call, Locate.Request request) {
        requireNotNegative("Maximum Items", request.maximumItems());
        requireNotNegative("Offset Items", request.offsetItems());
        Optional<String> link = freshLink(call, request);
        List<UUID> found = link.isPresent() ? draw(call, request, link.get()) : search(call, request);
        return new Locate.Response(null, found.stream().map(UUID::toString).toList());
    }

    private static void requireNotNegative(String name, Integer number) {
        if (number != null && number < 0) {
            throw new KmipException(ResultReason.INVALID_FIELD, name + " is " + number + "; it must not be negative");
        }
    }

    private Optional<String> freshLink(Call call, Locate.Request request) {
        if (fresh == null || request.objectGroupMember() != ObjectGroupMember.GROUP_MEMBER_FRESH) {
            return Optional.empty();
        }
        return request.attributes().stream()
                .filter(attribute -> attribute.name() == AttributeType.OBJECT_GROUP)
                .map(attribute -> ((Item.Text) attribute.value()).value())
                .filter(group -> fresh.isLink(group, call.principal()))
                .findFirst();
    }

    /** One key is drawn an answer: the ID Placeholder then names it. Nothing is drawn that the answer would leave out. */
    private List<UUID> draw(Call call, Locate.Request request, String link) {
        call.changes().requireFinal("drawing a fresh key");
        if (!answersFirst(request) || !coversOnline(request.storageStatusMask())) {
            return List.of();
        }
        return fresh.draw(call.request(), link, QkdKeys.wantedBits(request.attributes(), link)).map(List::of).orElse(List.of());
    }

    /** Whether the answer has room for one item and skips none (Maximum Items and Offset Items, KMIP 1.4 section 4.9). */
    private static boolean answersFirst(Locate.Request request) {
        return (request.maximumItems() == null || request.maximumItems() > 0)
                && (request.offsetItems() == null || request.offsetItems() == 0);
    }

    /** A fresh key is in on-line storage (Storage Status Mask, KMIP 1.4 section 9.1.3.3.2). */
    private static boolean coversOnline(Integer mask) {
        return mask == null || StorageStatusMask.ONLINE_STORAGE.in(mask);
    }

    private List<UUID> search(Call call, Locate.Request request) {
        Search search = new Search(call.principal().name(), vault().now());
        search.restrictToStorage(request.storageStatusMask());
        if (request.objectGroupMember() == ObjectGroupMember.GROUP_MEMBER_FRESH) {
            search.requireFresh();
        } else if (request.objectGroupMember() == ObjectGroupMember.GROUP_MEMBER_DEFAULT) {
            throw new KmipException(ResultReason.FEATURE_NOT_SUPPORTED, "groups have no default member here");
        }
        request.attributes().forEach(search::require);
        if (!ObjectType.TEMPLATE.availableAt(call.version())) {
            search.withoutTemplates();
        }
        int offset = request.offsetItems() == null ? 0 : request.offsetItems();
        return vault().locating().locate(call.request(), search.criteria(offset, request.maximumItems()), search.further(this::attributes));
    }
}
