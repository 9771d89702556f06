package io.lumenvault.kmip.conformance;

import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.ResultStatus;
import io.lumenvault.kmip.ttlv.Item;
import io.lumenvault.kmip.ttlv.Structure;
import io.lumenvault.kmip.ttlv.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations and object types that a server must name in its answer to Query, where the case names them there: those that the
 * mandatory cases of the profile ask for, and those that the server has been seen to serve at that version. What more a case names is what
 * the server had which the case was recorded with (KMIP Profiles 1.4 section 4, "permitted variations").
 */
final class Features {

    private final Map<String, Set<Item>> asked = new HashMap<>();
    private final Map<ProtocolVersion, Set<Item>> served = new HashMap<>();

    /** Takes note of what the cases of a profile ask for. */
    Features(List<CaseFile> cases) {
        for (CaseFile file : cases) {
            if (!file.optional()) {
                file.steps().forEach(step -> step.request().all(Tag.BATCH_ITEM)
                        .forEach(item -> asked.computeIfAbsent(profile(file), _ -> new HashSet<>()).addAll(features(item))));
            }
        }
    }

    private static String profile(CaseFile file) {
        return file.profile() + " of " + file.version();
    }

    /** Takes note of what the server has carried out. */
    void note(Structure request, Structure answer, ProtocolVersion version) {
        List<Item> items = request.all(Tag.BATCH_ITEM);
        List<Item> answers = answer.all(Tag.BATCH_ITEM);
        for (int i = 0; i < Math.min(items.size(), answers.size()); i++) {
            if (answers.get(i) instanceof Structure one && one.first(Tag.RESULT_STATUS) instanceof Item.Enumeration status
                    && status.value() == ResultStatus.SUCCESS.code()) {
                served.computeIfAbsent(version, _ -> new HashSet<>()).addAll(features(items.get(i)));
            }
        }
    }

    /** What the answers of a case must name, as items of Query's answer. */
    Set<Item> needed(CaseFile file) {
        Set<Item> needed = new HashSet<>(asked.getOrDefault(profile(file), Set.of()));
        needed.addAll(served.getOrDefault(file.version(), Set.of()));
        return needed;
    }

    private static Set<Item> features(Item batchItem) {
        Set<Item> features = new HashSet<>();
        if (batchItem instanceof Structure item && item.first(Tag.OPERATION) instanceof Item.Enumeration operation) {
            features.add(operation);
            if (item.first(Tag.REQUEST_PAYLOAD) instanceof Structure payload
                    && payload.first(Tag.OBJECT_TYPE) instanceof Item.Enumeration objectType) {
                features.add(objectType);
            }
        }
        return features;
    }
}
