package io.lumenvault.server;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * JSON is read and written in buffers that are used once. A refusal may repeat what a caller sent, and a caller may send a key where
 * none belongs; a pooled buffer would hold that text until a longer one happens to be written over it.
 */
@Singleton
public class UnpooledJson implements ObjectMapperCustomizer {

    /** After all others: Quarkus has one that brings a pool for virtual threads. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().setRecyclerPool(JsonRecyclerPools.nonRecyclingPool());
    }
}
