package io.lumenvault.server.kmip.attribute;

import io.lumenvault.db.object.IndexEntry;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.server.vault.ObjectLabels;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Labels of policy rules are attributes as Locate finds them: Name, Object Group, Contact Information and clients' own, {@code x-Zone}. */
@Singleton
public final class AttributeLabels implements ObjectLabels {

    @Override
    public Map<String, Set<String>> of(ManagedObject object) {
        return SearchIndex.entries(StoredAttributes.decode(object.attributes()).list()).stream()
                .collect(Collectors.groupingBy(IndexEntry::attribute, Collectors.mapping(IndexEntry::value, Collectors.toSet())));
    }
}
