package io.lumenvault.server.vault;

import io.lumenvault.db.object.ManagedObject;
import java.util.Map;
import java.util.Set;

/** The endpoint's reading of the attributes that policy rules select objects by. */
public interface ObjectLabels {

    /** The values of an object's attributes, by attribute name. */
    Map<String, Set<String>> of(ManagedObject object);
}
