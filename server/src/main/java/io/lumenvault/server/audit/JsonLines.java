package io.lumenvault.server.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lumenvault.db.audit.LogPages.Leaf;
import io.lumenvault.tlog.NoteKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON lines that can be verified offline: the first line holds the signed checkpoint and the hashes of what stands before and behind the
 * range; each further line holds a leaf of the range, {@code {"index":N,"entry":BODY}} with the body byte for byte as it was hashed, or
 * {@code {"index":N,"hash":"BASE64"}} for an entry that was not asked for.
 */
public final class JsonLines implements LogExport.Format {

    private static final String NAME = "lumenvault-audit-export/1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void begin(LogExport.Extract extract, OutputStream out) throws IOException {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("format", NAME);
        head.put("start", extract.range().start());
        head.put("end", extract.range().end());
        if (extract.since() != null) {
            head.put("since", extract.since().toString());
        }
        if (extract.until() != null) {
            head.put("until", extract.until().toString());
        }
        head.put("before", texts(extract.before()));
        head.put("after", texts(extract.after()));
        head.put("checkpoint", extract.note().text());
        head.put("keys", extract.keys().stream().map(NoteKey::vkey).toList());
        out.write(JSON.writeValueAsBytes(head));
        out.write('\n');
    }

    @Override
    public void entry(Leaf leaf, OutputStream out) throws IOException {
        out.write(("{\"index\":" + leaf.leafIndex() + ",\"entry\":").getBytes(StandardCharsets.US_ASCII));
        out.write(leaf.entry().body());
        out.write("}\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void hash(Leaf leaf, OutputStream out) throws IOException {
        out.write(("{\"index\":" + leaf.leafIndex() + ",\"hash\":\"" + Base64.getEncoder().encodeToString(leaf.leafHash()) + "\"}\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> texts(List<byte[]> hashes) {
        return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
    }
}
