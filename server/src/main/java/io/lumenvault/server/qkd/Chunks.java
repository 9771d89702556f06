package io.lumenvault.server.qkd;

import io.lumenvault.db.qkd.SealedRange;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.KeyMaterial;
import io.lumenvault.server.custody.Kind;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Opens chunks for one request: each once, however many ranges lie in it; wiped when the request is done with them. */
@Singleton
class Chunks {

    private final Custody custody;

    Chunks(Custody custody) {
        this.custody = custody;
    }

    Opening opening() {
        return new Opening(custody);
    }

    /** The chunks that a request has opened. */
    static final class Opening implements AutoCloseable {

        private final Map<UUID, KeyMaterial> opened = new HashMap<>();
        private final Custody custody;

        private Opening(Custody custody) {
            this.custody = custody;
        }

        /** The bytes of the ranges, one after the other; the caller closes them. */
        KeyMaterial join(List<SealedRange> ranges) {
            byte[] joined = new byte[ranges.stream().mapToInt(range -> range.range().length()).sum()];
            boolean complete = false;
            try {
                int filled = 0;
                for (SealedRange part : ranges) {
                    int at = filled;
                    open(part).lend(chunk -> {
                        System.arraycopy(chunk, part.range().start(), joined, at, part.range().length());
                        return null;
                    });
                    filled += part.range().length();
                }
                complete = true;
                return KeyMaterial.owning(joined);
            } finally {
                if (!complete) {
                    Arrays.fill(joined, (byte) 0);
                }
            }
        }

        private KeyMaterial open(SealedRange part) {
            return opened.computeIfAbsent(part.range().chunk(), id -> custody.open(id, Kind.QKD_CHUNK, part.chunk()));
        }

        @Override
        public void close() {
            opened.values().forEach(KeyMaterial::close);
        }
    }
}
