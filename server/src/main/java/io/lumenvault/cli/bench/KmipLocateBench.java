package io.lumenvault.cli.bench;

import io.lumenvault.kmip.attribute.Attribute;
import io.lumenvault.kmip.attribute.AttributeType;
import io.lumenvault.kmip.attribute.VendorAttributeName;
import io.lumenvault.kmip.client.KmipClient;
import io.lumenvault.kmip.payload.Locate;
import io.lumenvault.kmip.spec.ProtocolVersion;
import io.lumenvault.kmip.spec.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** KMIP Locate among many objects of one client, by each kind of attribute, at a tenth of the objects and at all of them. */
@Command(name = "kmip.locate1e6", description = "KMIP Locate among 1,000,000 objects of one client, by name, group, custom attribute and state, one connection;"
        + " and among a tenth of them.")
public final class KmipLocateBench implements Callable<Integer> {

    private static final int TENTH = 10;
    private static final int MOST = 20;
    private static final String OWNER = "kmip-client-a";
    private static final VendorAttributeName SITE = VendorAttributeName.x("site");
    private static final int WARMING = 8;
    private static final Map<String, IntFunction<Attribute>> SEARCHES = searches();

    @Mixin
    private BenchOptions options;

    @Option(names = "--objects", paramLabel = "N", defaultValue = "1000000", converter = FromOne.class, description = "Objects (default ${DEFAULT-VALUE}).")
    private int objects;

    @Override
    public Integer call() throws Exception {
        try (BenchSites bench = BenchSites.open()) {
            bench.sites().a().start();
            ObjectLoad load = new ObjectLoad(bench.sites().a(), System.out);
            String template;
            try (KmipClient client = client(bench)) {
                template = KmipWork.createActive(client);
            }
            List<Measurement> figures = new ArrayList<>();
            load.fill(template, objects / TENTH);
            for (IntFunction<Attribute> search : SEARCHES.values()) {
                // By one connection alone it would take minutes until the server's code is compiled.
                ClosedLoop.run(WARMING, Duration.ZERO, options.serverWarmUp(), () -> worker(bench, objects / TENTH, search));
            }
            Map<String, Measurement> few = measure(bench, objects / TENTH);
            load.fill(template, objects);
            Map<String, Measurement> many = measure(bench, objects);
            few.forEach((kind, figure) -> figures.add(figure));
            many.forEach((kind, figure) -> figures.add(figure.against(few.get(kind).value())));
            options.report(figures);
        }
        return 0;
    }

    private static Map<String, IntFunction<Attribute>> searches() {
        Map<String, IntFunction<Attribute>> searches = new LinkedHashMap<>();
        searches.put("name", n -> Attribute.name(ObjectLoad.name(n)));
        searches.put("group", n -> Attribute.of(AttributeType.OBJECT_GROUP, ObjectLoad.group(n)));
        searches.put("custom", n -> Attribute.of(SITE, ObjectLoad.site(n)));
        searches.put("state.half", n -> Attribute.of(AttributeType.STATE, State.ACTIVE));
        searches.put("state.rare", n -> Attribute.of(AttributeType.STATE, State.COMPROMISED));
        return searches;
    }

    private Map<String, Measurement> measure(BenchSites bench, int number) throws Exception {
        Map<String, Measurement> measured = new LinkedHashMap<>();
        for (var search : SEARCHES.entrySet()) {
            ClosedLoop.Outcome outcome = ClosedLoop.run(1, options.warmUp(), options.measured(), () -> worker(bench, number, search.getValue()));
            measured.put(search.getKey(), new Measurement("kmip.locate." + search.getKey() + "." + number, outcome.p99Millis(), "ms",
                    outcome.p50Millis(), outcome.p99Millis(), null, null, outcome.samples()));
        }
        return measured;
    }

    private static ClosedLoop.Worker worker(BenchSites bench, int number, IntFunction<Attribute> search) throws IOException {
        KmipClient client = client(bench);
        return new ClosedLoop.Worker() {
            @Override
            public void once() throws IOException {
                Attribute wanted = search.apply(ThreadLocalRandom.current().nextInt(number));
                if (client.locate(new Locate.Request(MOST, null, null, null, List.of(wanted))).uniqueIdentifiers().isEmpty()) {
                    throw new IOException("nothing was found by " + wanted.name().text());
                }
            }

            @Override
            public void close() throws IOException {
                client.close();
            }
        };
    }

    private static KmipClient client(BenchSites bench) throws IOException {
        return KmipClient.builder("127.0.0.1", bench.sites().a().kmipPort(), bench.tls(OWNER)).version(ProtocolVersion.V1_4).build();
    }
}
