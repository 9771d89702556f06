package io.lumenvault.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lumenvault.cli.StateFolder;
import io.lumenvault.cli.demo.SoftHsm;
import io.lumenvault.cli.demo.TwoSites;
import io.lumenvault.cli.http.JsonClient;
import io.lumenvault.cli.process.JavaCommand;
import io.lumenvault.cli.process.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searching a large audit log over the console API: each condition and combinations of them, first and deep pages. */
@Command(name = "audit.search", description = "Search of a large audit log over the console API: by each condition and by combinations, first and deep pages. "
        + "The log stays, for the next run.")
public final class AuditSearchBench implements Callable<Integer> {

    private static final int PAGES = 60;
    private static final int DEEP = 20;
    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    @Mixin
    private BenchOptions options;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "10000000", converter = FromOne.class, description = "Entries of the log (default ${DEFAULT-VALUE}).")
    private int rows;

    @Override
    public Integer call() throws Exception {
        try (TwoSites sites = TwoSites.open(StateFolder.path().resolve("bench-audit"), JavaCommand.launched(), SoftHsm.library(), Ports.unusual())) {
            sites.a().start();
            AuditLoad load = new AuditLoad(sites.a(), System.out);
            load.fill(rows);
            List<Measurement> figures = new ArrayList<>();
            try (JsonClient client = new JsonClient(sites.a().url(), sites.participants().credential("auditor"), sites.participants().authority())) {
                Map<String, Map<String, String>> searches = searches(load);
                searches.values().forEach(search -> warmUp(client, search));
                for (var search : searches.entrySet()) {
                    figures.add(measure(client, "audit.search." + search.getKey(), search.getValue()));
                }
            }
            options.report(figures);
        }
        return 0;
    }

    /** Conditions that many entries meet, that few meet, and that none meets though many meet each. */
    private static Map<String, Map<String, String>> searches(AuditLoad load) throws Exception {
        String middle = " from audit_entry where seq >= (select max(seq) / 2 from audit_entry) and protocol = 'kmip' order by seq limit 1";
        String since = load.some("select to_char(time at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')" + middle);
        String until = load.some("select to_char(time at time zone 'UTC' + interval '20 days', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')" + middle);
        String object = load.some("select objects[1]" + middle);
        String event = load.some("select event_id" + middle);
        Map<String, Map<String, String>> searches = new LinkedHashMap<>();
        searches.put("all", Map.of());
        searches.put("time", Map.of("since", since, "until", until));
        searches.put("principal", Map.of("principal", "client-7"));
        searches.put("object", Map.of("object", object));
        searches.put("link", Map.of("link", "link-5"));
        searches.put("operation", Map.of("operation", "Destroy"));
        searches.put("result", Map.of("result", "refused"));
        searches.put("failed", Map.of("result", "failed"));
        searches.put("text.common", Map.of("text", "certificate"));
        searches.put("text.rare", Map.of("text", event));
        searches.put("text.ticket", Map.of("text", "case-77"));
        searches.put("text.none", Map.of("text", "nobody-ever-said-this"));
        searches.put("principal+operation", Map.of("principal", "client-8", "operation", "Create"));
        searches.put("principal+link.none", Map.of("principal", "client-1", "link", "link-0"));
        searches.put("link+result+time", Map.of("link", "link-10", "result", "refused", "since", since, "until", until));
        searches.put("all.columns", Map.of("principal", "client-50", "operation", "Get", "result", "refused", "link", "link-0"));
        searches.put("text+principal", Map.of("text", "case-77", "principal", "client-9"));
        searches.put("text+result+time", Map.of("text", "permission_denied", "result", "failed", "since", since, "until", until));
        searches.put("object+principal", Map.of("object", object, "principal", "client-3"));
        return searches;
    }

    private static void warmUp(JsonClient client, Map<String, String> search) {
        try {
            measure(client, "", search);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /** First pages, and after each some that follow. */
    private static Measurement measure(JsonClient client, String name, Map<String, String> search) throws IOException {
        Histogram millis = new Histogram(HIGHEST_MICROS, DIGITS);
        String next = null;
        for (int page = 0; page < PAGES; page++) {
            Map<String, String> parameters = new HashMap<>(search);
            parameters.put("cursor", page % DEEP == 0 ? null : next);
            parameters.put("limit", "50");
            long start = System.nanoTime();
            JsonNode answer = client.document("/console/v1/audit", parameters);
            millis.recordValue((System.nanoTime() - start) / 1000);
            next = answer.path("next").textValue();
        }
        double p99 = millis.getValueAtPercentile(99) / 1000.0;
        return new Measurement(name, p99, "ms", millis.getValueAtPercentile(50) / 1000.0, p99, null, null, PAGES);
    }
}
