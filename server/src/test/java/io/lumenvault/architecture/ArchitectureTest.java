package io.lumenvault.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The house: modules know nothing of each other, and in the server arrows go down only. */
@AnalyzeClasses(packages = "io.lumenvault", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String KMIP = "io.lumenvault.kmip..";
    private static final String HSM = "io.lumenvault.hsm..";
    private static final String QKD = "io.lumenvault.qkd..";
    private static final Set<String> MACHINE_DEPENDENT = Set.of("log", "log1p", "log10", "exp", "expm1", "pow", "sin", "cos", "tan", "cbrt", "hypot");
    private static final String DB = "io.lumenvault.db..";
    private static final String SERVER = "io.lumenvault.server..";
    private static final String CLI = "io.lumenvault.cli..";
    private static final String POLICY = "io.lumenvault.policy..";
    private static final String VAULT = "io.lumenvault.server.vault..";
    private static final String[] ENDPOINTS = {
        "io.lumenvault.server.kmip..", "io.lumenvault.server.qkd..", "io.lumenvault.server.console.."};
    private static final String ACCESS = "io.lumenvault.server.access..";
    private static final String LIFECYCLE = "io.lumenvault.server.lifecycle..";
    private static final String CUSTODY = "io.lumenvault.server.custody..";
    private static final String AUDIT = "io.lumenvault.server.audit..";

    @ArchTest
    static final ArchRule kmip_needsTheJdkAlone = needsTheJdkAlone(KMIP);

    @ArchTest
    static final ArchRule hsm_needsTheJdkAlone = needsTheJdkAlone(HSM);

    /** Plans take linear programming from a library; all else of the physics, and what modules run, is the project's own. */
    @ArchTest
    static final ArchRule qkd_needsTheJdkAndLinearProgramming = classes().that().resideInAPackage(QKD)
            .and().resideOutsideOfPackage("io.lumenvault.qkd.source..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("io.lumenvault.qkd..", "java..", "javax..", "jdk..",
                    "org.apache.commons.math3.optim..", "org.apache.commons.math3.exception..");

    /** Two ends that come to different lengths of key, for the last bit of a logarithm, lose the block. */
    @ArchTest
    static final ArchRule qkdEnds_reckonAlikeOnEveryMachine = noClasses().that()
            .resideInAnyPackage("io.lumenvault.qkd.estimation..", "io.lumenvault.qkd.reconciliation..")
            .or().haveSimpleName("BinaryEntropy").or().haveSimpleNameEndingWith("FiniteKey").and().resideInAPackage(QKD)
            .should().callMethodWhere(JavaMethodCall.Predicates.target(describe("is of Math, and of a precision that machines choose",
                    target -> target.getOwner().isEquivalentTo(Math.class) && MACHINE_DEPENDENT.contains(target.getName()))));

    @ArchTest
    static final ArchRule qkdSource_speaksJsonOverHttps = classes().that().resideInAPackage("io.lumenvault.qkd.source..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("io.lumenvault.qkd.source..", "io.lumenvault.qkd.ingest..",
                    "java..", "javax..", "com.sun.net.httpserver..", "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule tlog_needsTheJdkAlone = needsTheJdkAlone("io.lumenvault.tlog..");

    @ArchTest
    static final ArchRule witness_needsTheLogFormatsAlone = classes().that().resideInAPackage("io.lumenvault.witness..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("io.lumenvault.witness..", "io.lumenvault.tlog..",
                    "java..", "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule ground_knowsNothingAboveIt = classes().that().resideInAPackage("io.lumenvault.ground..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("io.lumenvault.ground..", "java..", "org.jboss.logging..");

    @ArchTest
    static final ArchRule db_knowsNoOtherModule =
            noClasses().that().resideInAPackage(DB).should().dependOnClassesThat().resideInAnyPackage(KMIP, HSM, QKD, SERVER, CLI);

    @ArchTest
    static final ArchRule server_knowsNoCommandLine =
            noClasses().that().resideInAPackage(SERVER).should().dependOnClassesThat().resideInAPackage(CLI);

    @ArchTest
    static final ArchRule commandLine_reachesTheServerOverItsProtocolsOnly =
            noClasses().that().resideInAPackage(CLI).should().dependOnClassesThat().resideInAPackage(SERVER);

    @ArchTest
    static final ArchRule policyDocument_isReadWithoutServerOrDatabase =
            noClasses().that().resideInAPackage(POLICY).should().dependOnClassesThat().resideInAnyPackage(SERVER, CLI, DB, HSM);

    @ArchTest
    static final ArchRule kmipEndpoint_knowsNoOtherEndpoint =
            noClasses().that().resideInAPackage(ENDPOINTS[0]).should().dependOnClassesThat().resideInAnyPackage(ENDPOINTS[1], ENDPOINTS[2]);

    @ArchTest
    static final ArchRule qkdEndpoint_knowsNoOtherEndpoint =
            noClasses().that().resideInAPackage(ENDPOINTS[1]).should().dependOnClassesThat().resideInAnyPackage(ENDPOINTS[0], ENDPOINTS[2]);

    @ArchTest
    static final ArchRule consoleEndpoint_knowsNoProtocol =
            noClasses().that().resideInAPackage(ENDPOINTS[2]).should().dependOnClassesThat().resideInAPackage(ENDPOINTS[0]);

    @ArchTest
    static final ArchRule vault_knowsNoEndpoint =
            noClasses().that().resideInAPackage(VAULT).should().dependOnClassesThat().resideInAnyPackage(ENDPOINTS);

    @ArchTest
    static final ArchRule access_knowsNoOtherRoom = roomKnowsNot(ACCESS, VAULT, LIFECYCLE, CUSTODY, AUDIT);

    @ArchTest
    static final ArchRule lifecycle_knowsNoOtherRoom = roomKnowsNot(LIFECYCLE, VAULT, ACCESS, CUSTODY, AUDIT);

    @ArchTest
    static final ArchRule custody_knowsNoOtherRoom = roomKnowsNot(CUSTODY, VAULT, ACCESS, LIFECYCLE, AUDIT);

    @ArchTest
    static final ArchRule audit_knowsNoOtherRoom = roomKnowsNot(AUDIT, VAULT, ACCESS, LIFECYCLE, CUSTODY);

    private static ArchRule needsTheJdkAlone(String module) {
        return classes().that().resideInAPackage(module).should().onlyDependOnClassesThat()
                .resideInAnyPackage(module, "java..", "javax..", "jdk..");
    }

    private static ArchRule roomKnowsNot(String room, String... others) {
        String[] above = java.util.stream.Stream.of(others, ENDPOINTS).flatMap(java.util.Arrays::stream).toArray(String[]::new);
        return noClasses().that().resideInAPackage(room).should().dependOnClassesThat().resideInAnyPackage(above);
    }
}
