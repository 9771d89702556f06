package io.lumenvault.server;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.RecyclerPool;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class UnpooledJsonTest {

    @Test
    void customize_poolOfAnother_isReplacedByNone() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.getFactory().setRecyclerPool(JsonRecyclerPools.newLockFreePool());
        new UnpooledJson().customize(mapper);
        // The answers' writer works with a copy of the factory.
        RecyclerPool<BufferRecycler> pool = mapper.getFactory().copy()._getRecyclerPool();
        assertSame(JsonRecyclerPools.nonRecyclingPool(), pool);
        BufferRecycler first = pool.acquireAndLinkPooled();
        first.releaseToPool();
        assertNotSame(first, pool.acquireAndLinkPooled());
    }
}
