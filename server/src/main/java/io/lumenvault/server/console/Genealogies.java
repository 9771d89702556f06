package io.lumenvault.server.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.lumenvault.db.Database;
import io.lumenvault.db.audit.AuditSearch;
import io.lumenvault.db.audit.FoundEntry;
import io.lumenvault.db.audit.LogPosition;
import io.lumenvault.db.audit.SearchPage;
import io.lumenvault.db.object.DerivationRepository;
import io.lumenvault.db.object.DerivationRepository.Derivation;
import io.lumenvault.db.object.ManagedObject;
import io.lumenvault.db.object.ObjectRepository;
import io.lumenvault.db.qkd.BlockOrigin;
import io.lumenvault.db.qkd.LineageRepository;
import io.lumenvault.db.qkd.SupplyLineage;
import io.lumenvault.server.audit.ArchivedEntries;
import io.lumenvault.server.audit.LogSearch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Follows key both ways: from a key to its link, blocks and consumers; from a link and a time to every consumer of it. */
@Singleton
class Genealogies {

    private static final int PAGE = 1000;
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_DERIVATIONS = 10_000;

    private final LineageRepository lineage = new LineageRepository();
    private final ObjectRepository objects = new ObjectRepository();
    private final DerivationRepository derivations = new DerivationRepository();
    private final Database database;
    private final LogSearch log;
    private final ArchivedEntries archives;
    private final KeyParts parts;

    Genealogies(Database database, LogSearch log, ArchivedEntries archives) {
        this.archives = archives;
        this.parts = new KeyParts(database);
        this.database = database;
        this.log = log;
    }

    /**
     * Where a key came from and went. {@code allocation} and {@code parts} are of QKD keys alone, {@code object} of managed objects; {@code
     * origins} are of the QKD keys among those that it was derived from, over all generations. The events are those in the database: {@code
     * truncated} when some of them, or of the derivations, are left out; {@code archivedMonths} may have more.
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record OfKey(UUID key, Allocation allocation, List<Part> parts, Obj object, List<Derivation> derivedFrom, List<Origin> origins,
            List<Derivation> derived, List<Event> events, boolean truncated, List<String> archivedMonths) {}

    /** Where a key came from that another one was derived from. */
    record Origin(UUID key, Allocation allocation, List<Part> parts) {}

    /** The allocation that a key is of; {@code position} is its place in it. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Allocation(UUID id, String link, String state, String purpose, boolean allocatedHere, int keys, int keyBits, int position,
            Instant createdAt, List<Consumer> consumers) {}

    /** Who is given keys of an allocation at this site: the master or owner that asked, or a slave that names the keys. */
    record Consumer(String consumer, String role, int given, int waiting, Instant first, Instant last) {}

    /** Bytes of a key: from {@code start} to {@code end} of its block. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Part(UUID chunk, String link, long sequence, long start, long end, Instant destroyedAt, Block block) {}

    /** A block; without what its module did not say, and without a CHSH value where its protocol measures none. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Block(String link, long sequence, String module, String state, int bits, double qber, double rate, double epsilon, Instant time,
            Instant receivedAt, String protocol, Long disclosedBits, Long siftedBits, Double gain, Double secureDistanceKm, Double chsh,
            Double chshSigma) {}

    /** A managed object. */
    record Obj(String owner, Instant created, Instant destroyed) {}

    /** What the audit log says of the key; {@code details} names counterparts. */
    record Event(UUID event, Long index, Instant time, String principal, String protocol, String operation, String result, String reason) {}

    /**
     * Every consumer of any bit of blocks of a link and a time; {@code derived} are the objects that were derived from those of the page, over
     * all generations, {@code truncated} when some of these are left out, and {@code next} is the {@code after} of the following page, or null.
     */
    record OfLink(String link, Instant since, Instant until, List<Block> blocks, List<Allocation> allocations, List<Derivation> derived,
            boolean truncated, @JsonProperty("next") UUID next) {}

    /** The allocation that a key is of, for whoever looks for its entries. */
    Optional<UUID> allocation(UUID key) {
        return database.transaction(session -> lineage.supplyOf(session, key)).map(SupplyLineage::supply);
    }

    OfKey of(UUID key) {
        SupplyLineage supply = database.transaction(session -> lineage.supplyOf(session, key)).orElse(null);
        ManagedObject object = database.transaction(session -> objects.find(session, key)).orElse(null);
        Events events = events(key);
        List<Derivation> behind = database.transaction(session -> derivations.behind(session, key, MOST_DERIVATIONS));
        List<Derivation> derived = database.transaction(session -> derivations.from(session, List.of(key), MOST_DERIVATIONS));
        return new OfKey(key, supply == null ? null : allocation(supply, LineageRepository.position(supply, key)),
                supply == null ? List.of() : parts.of(supply, key),
                object == null ? null : new Obj(object.owner(), object.dates().initial(), object.dates().destroy()), behind, origins(behind), derived,
                events.found(), events.truncated() || behind.size() == MOST_DERIVATIONS || derived.size() == MOST_DERIVATIONS, archives.months());
    }

    private List<Origin> origins(List<Derivation> behind) {
        return behind.stream().map(Derivation::base).distinct().flatMap(base -> database.transaction(session -> lineage.supplyOf(session, base)).stream()
                .map(supply -> new Origin(base, allocation(supply, LineageRepository.position(supply, base)), parts.of(supply, base)))).toList();
    }

    private static Allocation allocation(SupplyLineage supply, int position) {
        boolean object = supply.purpose().equals("object");
        List<Consumer> consumers = new ArrayList<>();
        if (supply.allocatedHere() && supply.wasSupplied()) {
            consumers.add(new Consumer(supply.master(), object ? "owner" : "master", supply.number(), 0, supply.createdAt(), supply.createdAt()));
        }
        supply.recipients().forEach(to -> consumers.add(new Consumer(to.sae(), "slave", to.given(), to.waiting(), to.first(), to.last())));
        return new Allocation(supply.supply(), supply.link(), supply.state(), supply.purpose(), supply.allocatedHere(), supply.number(),
                supply.keyBits(), position, supply.createdAt(), consumers);
    }

    private record Events(List<Event> found, boolean truncated) {}

    private Events events(UUID key) {
        List<Event> events = new ArrayList<>();
        AuditSearch rest = new AuditSearch(null, null, null, key, null, null, null, List.of(), null, PAGE);
        LogPosition next;
        do {
            SearchPage page = log.page(rest);
            page.entries().forEach(found -> events.add(event(found)));
            next = page.next();
            rest = next == null ? rest : rest.continuedBefore(next);
        } while (next != null && events.size() < MOST_EVENTS);
        return new Events(events.reversed(), next != null);
    }

    private static Event event(FoundEntry found) {
        var row = found.row();
        return new Event(row.eventId(), found.leafIndex(), row.time(), row.principal(), row.protocol(), row.operation(), row.result(), row.reason());
    }

    OfLink of(String link, Instant since, Instant until, UUID after) {
        return database.transaction(session -> {
            List<BlockOrigin> blocks = lineage.blocksWithin(session, link, since, until);
            List<SupplyLineage> supplies = lineage.suppliesOf(session, link, blocks.stream().map(BlockOrigin::sequence).toList(), after, PAGE);
            List<Allocation> allocations = supplies.stream().map(supply -> withOwner(allocation(supply, 0),
                    objects.find(session, supply.supply()).orElse(null))).toList();
            List<Derivation> derived = derivations.from(session, supplies.stream().map(SupplyLineage::supply).toList(), MOST_DERIVATIONS);
            return new OfLink(link, since, until, after == null ? blocks.stream().map(Genealogies::block).toList() : List.of(), allocations, derived,
                    derived.size() == MOST_DERIVATIONS,
                    supplies.size() < PAGE ? null : supplies.getLast().supply());
        });
    }

    /** At the end that did not allocate it, a key drawn as an object is its owner's. */
    private static Allocation withOwner(Allocation made, ManagedObject object) {
        if (object == null || made.allocatedHere()) {
            return made;
        }
        return new Allocation(made.id(), made.link(), made.state(), made.purpose(), false, made.keys(), made.keyBits(), made.position(),
                made.createdAt(), List.of(new Consumer(object.owner(), "owner", 1, 0, object.dates().initial(), object.dates().initial())));
    }

    static Block block(BlockOrigin block) {
        return new Block(block.link(), block.sequence(), block.module(), block.state(), block.bits(), block.qber(), block.rate(),
                block.epsilon(), block.time(), block.receivedAt(), block.protocol(), block.disclosedBits(), block.siftedBits(), block.gain(),
                block.secureDistanceKm(), block.chsh(), block.chshSigma());
    }
}
