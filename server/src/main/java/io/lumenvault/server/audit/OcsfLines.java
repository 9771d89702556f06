package io.lumenvault.server.audit;

import io.lumenvault.db.audit.LogPages.Leaf;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Events of the Open Cybersecurity Schema Framework, one a line. The entry itself is in {@code raw_data}. */
public final class OcsfLines implements LogExport.Format {

    @Override
    public void begin(LogExport.Extract extract, OutputStream out) {
        // Each line stands for itself.
    }

    @Override
    public void entry(Leaf leaf, OutputStream out) throws IOException {
        out.write(OcsfEvent.of(leaf.leafIndex(), leaf.entry().body()).toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    @Override
    public void hash(Leaf leaf, OutputStream out) {
        // The framework has no event without facts.
    }
}
