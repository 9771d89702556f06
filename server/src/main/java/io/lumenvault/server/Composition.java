package io.lumenvault.server;

import io.lumenvault.db.AdvisoryLock;
import io.lumenvault.db.Database;
import io.lumenvault.db.custody.GenerationRepository;
import io.lumenvault.db.object.StorageClass;
import io.lumenvault.hsm.RootOfTrust;
import io.lumenvault.server.access.Permission;
import io.lumenvault.server.access.PrincipalDirectory;
import io.lumenvault.server.audit.AuditLog;
import io.lumenvault.server.audit.CheckpointFile;
import io.lumenvault.server.audit.CheckpointHolder;
import io.lumenvault.server.audit.DecisionCounts;
import io.lumenvault.server.audit.EntrySeal;
import io.lumenvault.server.audit.HsmCheckpointSigner;
import io.lumenvault.server.audit.LeafWatch;
import io.lumenvault.server.audit.LogContinuity;
import io.lumenvault.server.audit.LogIdentity;
import io.lumenvault.server.audit.LogSearch;
import io.lumenvault.server.audit.LogVerification;
import io.lumenvault.server.audit.Retention;
import io.lumenvault.server.audit.SearchCursors;
import io.lumenvault.server.audit.Sequencer;
import io.lumenvault.server.audit.StrayMonths;
import io.lumenvault.server.audit.SyslogForwarder;
import io.lumenvault.server.audit.TokenCheckpoint;
import io.lumenvault.server.audit.WitnessClient;
import io.lumenvault.server.audit.Witnesses;
import io.lumenvault.server.custody.Custody;
import io.lumenvault.server.custody.SealAllowance;
import io.lumenvault.server.custody.StorageClassRule;
import io.lumenvault.server.lifecycle.NodeClock;
import io.lumenvault.server.lifecycle.approval.RequiredApprovals;
import io.lumenvault.server.vault.ApprovalVotes;
import io.lumenvault.server.vault.Approvals;
import io.lumenvault.server.vault.Archive;
import io.lumenvault.server.vault.AutomaticReplacement;
import io.lumenvault.server.vault.ClockWatch;
import io.lumenvault.server.vault.Door;
import io.lumenvault.server.vault.KeyUpkeep;
import io.lumenvault.server.vault.ObjectGovernance;
import io.lumenvault.server.vault.ObjectLabels;
import io.lumenvault.server.vault.Policies;
import io.lumenvault.server.vault.PolicyAdministration;
import io.lumenvault.server.vault.ReplacementForm;
import io.lumenvault.server.vault.Vault;
import io.lumenvault.server.vault.masterkey.GenerationUpkeep;
import io.lumenvault.server.vault.masterkey.MasterKeys;
import io.lumenvault.server.vault.masterkey.Resealing;
import io.lumenvault.tlog.NoteKey;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;

/** Wires the rooms and the door. The classes themselves know no container. */
@Singleton
class Composition {

    @Produces
    @Singleton
    @Typed(NodeClock.class)
    NodeClock nodeClock() {
        return new NodeClock(Clock.systemUTC(), System::nanoTime);
    }

    @Produces
    @Singleton
    Clock clock(NodeClock clock) {
        return clock;
    }

    @Produces
    @Singleton
    ClockWatch clockWatch(NodeClock clock, Door door, AuditLog audit) {
        return new ClockWatch(clock, door, audit);
    }

    @Produces
    @Singleton
    RootOfTrust hsm() {
        return Main.hsm();
    }

    void close(@Disposes RootOfTrust hsm) {
        hsm.close();
    }

    @Produces
    @Singleton
    Database database(SessionFactory sessions) {
        return new Database(sessions);
    }

    @Produces
    @Singleton
    SealAllowance seals(Database database, SiteConfig config) {
        GenerationRepository generations = new GenerationRepository();
        return new SealAllowance(wanted -> database.transaction(session -> generations.reserve(session, wanted)),
                config.custody().rotateAtSeals());
    }

    @Produces
    @Singleton
    Custody custody(RootOfTrust hsm, SealAllowance seals) {
        return new Custody(hsm, seals);
    }

    @Produces
    @Singleton
    MasterKeys masterKeys(Door door, Database database, AdvisoryLock locks, AuditLog audit, RootOfTrust hsm, SealAllowance seals,
            Approvals approvals, Clock clock) {
        return new MasterKeys(door, database, locks, audit, hsm, seals, approvals, clock);
    }

    @Produces
    @Singleton
    GenerationUpkeep generationUpkeep(MasterKeys masterKeys, Vault vault, AuditLog audit) {
        return new GenerationUpkeep(masterKeys, vault.internal(), audit);
    }

    @Produces
    @Singleton
    Resealing resealing(MasterKeys masterKeys, Database database, AuditLog audit, Custody custody, SiteConfig config) {
        return new Resealing(masterKeys, database, audit, custody, config.custody().resealRowsPerSecond());
    }

    @Produces
    @Singleton
    DecisionCounts counts() {
        return new DecisionCounts();
    }

    @Produces
    @Singleton
    EntrySeal entrySeal() {
        return new EntrySeal();
    }

    @Produces
    @Singleton
    AuditSecret auditSecret(Database database, Custody custody, SiteConfig config, EntrySeal seal) {
        return new AuditSecret(database, custody, logOrigin(config), seal).read();
    }

    @Produces
    @Singleton
    AuditLog audit(Database database, DecisionCounts counts, EntrySeal seal, AuditSecret secret, SiteConfig config, Clock clock, Custody custody) {
        return new AuditLog(database, counts, seal, config.site(), clock, new EventIdentifiers(custody::newIdentifier));
    }

    /** The log's name and its two signatures. */
    @Produces
    @Singleton
    LogIdentity logIdentity(RootOfTrust hsm, Database database, Custody custody, SiteConfig config) {
        String origin = logOrigin(config);
        return new LogIdentity(origin, new HsmCheckpointSigner(hsm, origin),
                List.of(new AuditCosigner(database, custody, origin + "/cosigner")));
    }

    @Produces
    @Singleton
    LogContinuity logContinuity(Database database, LogIdentity identity, RootOfTrust hsm, SiteConfig config) {
        return new LogContinuity(database, identity, checkpointHolders(config, hsm));
    }

    @Produces
    @Singleton
    Sequencer sequencer(Database database, AuditLog audit, EntrySeal seal, LogIdentity identity, LogContinuity continuity, Clock clock) {
        return new Sequencer(database, audit, seal, identity, continuity, clock);
    }

    @Produces
    @Singleton
    LeafWatch leafWatch(Database database, AuditLog audit, Clock clock) {
        return new LeafWatch(database, audit, clock);
    }

    @Produces
    @Singleton
    Witnesses witnesses(Database database, AuditLog audit, LogIdentity identity, SiteConfig config) {
        return new Witnesses(database, audit, identity, witnessClients(config));
    }

    /** @throws IllegalArgumentException naming the witness whose address or key cannot be read */
    static List<WitnessClient> witnessClients(SiteConfig config) {
        return config.audit().witnesses().entrySet().stream().map(witness -> {
            try {
                return new WitnessClient(NoteKey.parse(witness.getValue().key()), URI.create(witness.getValue().url()));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(witness.getKey() + ": " + wrong.getMessage(), wrong);
            }
        }).toList();
    }

    @Produces
    @Singleton
    LogSearch logSearch(Database database) {
        return new LogSearch(database);
    }

    @Produces
    @Singleton
    SearchCursors searchCursors(AuditSecret secret, Custody custody) {
        return new SearchCursors(secret::cursorKey, new CustodyRandom(custody));
    }

    @Produces
    @Singleton
    LogVerification verification(Database database, EntrySeal seal, LogIdentity identity, LogContinuity continuity, SiteConfig config) {
        return new LogVerification(database, seal, identity, continuity, archiveFolder(config));
    }

    @Produces
    @Singleton
    Retention retention(Database database, AuditLog audit, LogIdentity identity, SiteConfig config, Clock clock) {
        return new Retention(database, Schema.owner(config.database()), audit, identity, archiveFolder(config),
                AuditReach.target(config).stream().map(SyslogForwarder.Target::name).toList(), clock);
    }

    @Produces
    @Singleton
    StrayMonths strays(Database database, AuditLog audit, Retention retention, SiteConfig config, Clock clock) {
        return new StrayMonths(database, Schema.owner(config.database()), audit, month -> Files.exists(retention.file(month)), clock);
    }

    @Produces
    @Singleton
    LogFork fork(SiteConfig config) {
        return logFork(config);
    }

    static LogFork logFork(SiteConfig config) {
        return new LogFork(config.state().resolve("audit-fork"), config.tls().ca(), AccessComposition.directory(config));
    }

    static Path archiveFolder(SiteConfig config) {
        return config.state().resolve("audit-archive");
    }

    @Produces
    @Singleton
    Door door(Database database, AuditLog audit) {
        return new Door(database, audit);
    }

    @Produces
    @Singleton
    StorageClassRule storage(SiteConfig config) {
        Map<String, StorageClass> byOwner = config.custody().storageClass().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> StorageClass.named(entry.getValue())));
        return owner -> byOwner.getOrDefault(owner, StorageClass.EXTERNAL);
    }

    @Produces
    @Singleton
    Vault vault(Door door, AuditLog audit, Custody custody, StorageClassRule storage, Policies policies, Approvals approvals, Clock clock) {
        return new Vault(door, audit, custody, storage, policies, approvals, clock);
    }

    @Produces
    @Singleton
    Policies policies(Database database, Instance<ObjectLabels> labels, PrincipalDirectory directory, Clock clock) {
        return new Policies(database, labels::get, owner -> directory.group(owner).name(), clock);
    }

    @Produces
    @Singleton
    Approvals approvals(Door door, AuditLog audit, SiteConfig config, Policies policies, PrincipalDirectory directory, Custody custody,
            Clock clock) {
        RequiredApprovals rules = new RequiredApprovals(new ConfiguredApprovals(config.approvals()),
                operation -> policies.current().approvals(operation));
        return new Approvals(door, audit, rules, approver(directory), custody::newIdentifier, clock);
    }

    private static Predicate<String> approver(PrincipalDirectory directory) {
        return name -> !directory.denies(name, Permission.APPROVAL_GIVE);
    }

    @Produces
    @Singleton
    ApprovalVotes approvalVotes(Door door, AuditLog audit, PrincipalDirectory directory, Clock clock) {
        return new ApprovalVotes(door, audit, directory::group, approver(directory), clock);
    }

    @Produces
    @Singleton
    Archive archive(Door door, Vault vault, AuditLog audit, Clock clock) {
        return new Archive(door, vault, audit, clock);
    }

    @Produces
    @Singleton
    ObjectGovernance governance(Door door, AuditLog audit, Policies policies, Approvals approvals, Vault vault, Clock clock) {
        return new ObjectGovernance(door, audit, policies, approvals, vault.internal(), clock);
    }

    @Produces
    @Singleton
    PolicyAdministration policyAdministration(Database database, Door door, AuditLog audit, Policies policies, Approvals approvals,
            SiteConfig config, Clock clock) {
        return new PolicyAdministration(database, door, audit, policies, approvals, config.links().keySet(), clock);
    }

    @Produces
    @Singleton
    KeyUpkeep upkeep(Database database, Door door, AuditLog audit, Vault vault, Custody custody, Policies policies,
            Instance<ReplacementForm> form, Instance<AutomaticReplacement> ownForm, NodeClock clock) {
        return new KeyUpkeep(database, door, audit, vault, custody, policies, form::get, ownForm::get, clock);
    }

    @Produces
    @Singleton
    AdvisoryLock locks(Database database) {
        return new AdvisoryLock(database);
    }

    /** Where the audit log's last head is held beside the database. */
    static List<CheckpointHolder> checkpointHolders(SiteConfig config, RootOfTrust hsm) {
        return List.of(new CheckpointFile(config.state().resolve("audit-checkpoint")),
                new TokenCheckpoint(hsm, logOrigin(config), Duration.ofSeconds(config.audit().tokenSeconds())));
    }

    static String logOrigin(SiteConfig config) {
        return "lumenvault/" + config.site();
    }
}
