package org.gatepost;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Named;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;

import org.gatepost.testsupport.Sources;
import org.gatepost.twins.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The table of rooms as code. Every rule is held against the product, and against a few lines that break it on purpose. */
class ArchitectureTest {
    private static final String HOUSE = "org.gatepost";
    private static final Set<String> PRIVATE_ROOMS = Set.of("security", "embargo", "incident", "alert");
    private static final Set<String> DOORS_MAY_USE = Set.of("security", "embargo", "incident", "alert", "gate", "notice",
            "site",
            "door", "view");

    /** Which room may use which others. A room that is not here does not exist. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("security", Set.of()),
            Map.entry("embargo", Set.of("security")),
            Map.entry("incident", Set.of("security", "embargo")),
            Map.entry("alert", Set.of("security", "incident")),
            Map.entry("notice", Set.of()),
            Map.entry("gate", Set.of("security", "embargo", "notice")),
            Map.entry("site", Set.of("notice")),
            Map.entry("snapshot", Set.of("site")),
            Map.entry("front", Set.of("snapshot")),
            Map.entry("door", Set.of("security")),
            Map.entry("view", Set.of("security", "embargo", "incident", "alert", "gate", "snapshot")),
            Map.entry("console", DOORS_MAY_USE),
            Map.entry("api", DOORS_MAY_USE));

    /** What writes and signs snapshots; everything else in that room reads and verifies. */
    private static final Set<String> WRITING_SIDE = Set.of("SnapshotStore", "SigningKey", "Publisher", "PublisherConfig",
            "Ticks",
            "Leadership", "Disk", "Traces");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOUSE);

    private static final ArchRule ROOMS_USE_ONLY_WHAT_THE_TABLE_SAYS = classes().should(keepToTheTable());

    private static final ArchRule ROOMS_HAVE_NO_CYCLES = slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles();

    private static final ArchRule ONLY_THE_GATE_POSTS = noClasses().that().resideOutsideOfPackages(room("gate"), room("notice"))
            .should().dependOnClassesThat().haveFullyQualifiedName(HOUSE + ".notice.Noticeboard");

    private static final ArchRule THE_WRITING_SIDE_OF_THE_SNAPSHOT_STAYS_IN_ITS_ROOM = noClasses().that()
            .resideInAPackage(room("snapshot")).and(haveSimpleNameIn(WRITING_SIDE)).should().bePublic();

    private static final ArchRule ENTITIES_AND_REPOSITORIES_ARE_NOT_PUBLIC = classes().that(keepRows()).should()
            .bePackagePrivate();

    private static final ArchRule ENTITIES_AND_REPOSITORIES_STAY_IN_THEIR_ROOM = classes().should(leaveRowsOfOtherRoomsAlone());

    private static final ArchRule EVERY_PATH_SAYS_WHO_MAY = classes().that().areAnnotatedWith(jakarta.ws.rs.Path.class)
            .should(sayWhoMay());

    private static final ArchRule NOTHING_IS_NAMED = classes().should(haveNoName());

    private static final ArchRule EVERYBODY_ASKS_THE_CLOCK = noClasses().that().doNotHaveFullyQualifiedName(
            HOUSE + ".security.Clocks").should().accessTargetWhere(readsTheTime());

    private static final ArchRule TRANSACTIONS_ARE_OPENED_IN_ONE_PLACE = noClasses().that()
            .doNotHaveFullyQualifiedName(HOUSE + ".security.Transactions").and()
            // Reads published rows and nothing else, also where nobody is logged in.
            .doNotHaveFullyQualifiedName(HOUSE + ".notice.StatusPage").should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.transaction..", "io.quarkus.narayana..", "com.arjuna.."))
            .orShould().accessTargetWhere(DescribedPredicate.describe("begins a transaction of a session",
                    access -> access.getTarget().getName()
                            .matches("(begin|get|in|from|with|stateless)?(Stateless)?(Session|Transaction)")
                            && access.getTargetOwner().getPackageName().startsWith("org.hibernate")
                            || access.getTarget().getName().equals("getTransaction")));

    private static final ArchRule ONLY_SECURITY_TOUCHES_DATASOURCES = noClasses().that()
            .resideOutsideOfPackage(room("security")).and()
            // The publishers' lock lives in a session of its own, as the reader.
            .doNotHaveFullyQualifiedName(HOUSE + ".snapshot.Leadership").and()
            .doNotHaveFullyQualifiedName(HOUSE + ".snapshot.Publisher").should()
            .dependOnClassesThat(resideInAnyPackage("javax.sql..", "io.agroal..", "io.quarkus.agroal..", "org.postgresql..",
                    "io.quarkus.hibernate.orm.runtime.tenant..")
                    .or(DescribedPredicate.describe("connections and tenants",
                            type -> Set.of("java.sql.Connection", "java.sql.DriverManager", "java.sql.Statement",
                                    "io.quarkus.hibernate.orm.PersistenceUnitExtension").contains(type.getName()))));

    private static final ArchRule ONLY_ROOMS_THAT_KEEP_ROWS_SEE_HIBERNATE = noClasses().that()
            .resideOutsideOfPackages(room("security"), room("embargo"), room("incident"), room("alert"), room("gate"),
                    room("notice"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.hibernate..", "jakarta.persistence..", "io.quarkus.hibernate.."));

    private static final ArchRule PRIVATE_ROWS_ARE_READ_IN_PRIVATE_ROOMS = classes().that()
            .resideOutsideOfPackages(PRIVATE_ROOMS.stream().map(ArchitectureTest::room).toArray(String[]::new))
            .should(notAskForThePrivateUnit());

    @TempDir
    Path planted;

    @Test
    void theProductIsThere() {
        assertTrue(PRODUCT.size() > 100, "only " + PRODUCT.size() + " classes were found");
    }

    @Test
    void roomsUseOnlyWhatTheTableSays() {
        ROOMS_USE_ONLY_WHAT_THE_TABLE_SAYS.check(PRODUCT);
        objects(ROOMS_USE_ONLY_WHAT_THE_TABLE_SAYS,
                "package org.gatepost.site; class Peeks { org.gatepost.incident.Incidents it; }");
        objects(ROOMS_USE_ONLY_WHAT_THE_TABLE_SAYS,
                "package org.gatepost.gate; class Peeks { org.gatepost.incident.Incidents it; }");
        objects(ROOMS_USE_ONLY_WHAT_THE_TABLE_SAYS,
                "package org.gatepost.front; class Peeks { org.gatepost.security.Operator it; }");
        objects(ROOMS_USE_ONLY_WHAT_THE_TABLE_SAYS, "package org.gatepost.attic; class Room { }");
    }

    @Test
    void noRoomsGoRoundInACircle() {
        ROOMS_HAVE_NO_CYCLES.check(PRODUCT);
        objects(ROOMS_HAVE_NO_CYCLES, "package org.gatepost.left; public class One { org.gatepost.right.Other it; }",
                "package org.gatepost.right; public class Other { org.gatepost.left.One it; }");
    }

    @Test
    void onlyTheGatePosts() {
        ONLY_THE_GATE_POSTS.check(PRODUCT);
        objects(ONLY_THE_GATE_POSTS, "package org.gatepost.api; class Posts { org.gatepost.notice.Noticeboard it; }");
    }

    @Test
    void theFrontCannotWriteSnapshots() {
        THE_WRITING_SIDE_OF_THE_SNAPSHOT_STAYS_IN_ITS_ROOM.check(PRODUCT);
        assertEquals(WRITING_SIDE, PRODUCT.stream().filter(type -> type.getPackageName().equals(HOUSE + ".snapshot"))
                .map(JavaClass::getSimpleName).filter(WRITING_SIDE::contains).collect(Collectors.toSet()),
                "a class of the writing side has another name now: name it here");
        objects(THE_WRITING_SIDE_OF_THE_SNAPSHOT_STAYS_IN_ITS_ROOM,
                "package org.gatepost.snapshot; public class SnapshotStore { }");
    }

    @Test
    void entitiesAndRepositoriesStayInTheirRoom() {
        ENTITIES_AND_REPOSITORIES_ARE_NOT_PUBLIC.check(PRODUCT);
        ENTITIES_AND_REPOSITORIES_STAY_IN_THEIR_ROOM.check(PRODUCT);
        String entity = "package org.gatepost.incident; @jakarta.persistence.Entity public class Row { @jakarta.persistence.Id int id; }";
        objects(ENTITIES_AND_REPOSITORIES_ARE_NOT_PUBLIC, entity);
        objects(ENTITIES_AND_REPOSITORIES_ARE_NOT_PUBLIC, "package org.gatepost.incident; public class Rows "
                + "implements io.quarkus.hibernate.orm.panache.PanacheRepositoryBase<Object, Integer> { }");
        objects(ENTITIES_AND_REPOSITORIES_STAY_IN_THEIR_ROOM, entity,
                "package org.gatepost.alert; class Borrows { org.gatepost.incident.Row it; }");
    }

    @Test
    void everyPathSaysWhoMay() {
        EVERY_PATH_SAYS_WHO_MAY.check(PRODUCT);
        assertTrue(PRODUCT.stream().anyMatch(type -> type.isAnnotatedWith(jakarta.ws.rs.Path.class)));
        objects(EVERY_PATH_SAYS_WHO_MAY, "package org.gatepost.api; @jakarta.ws.rs.Path(\"/x\") class Open { "
                + "@jakarta.ws.rs.GET public String it() { return \"\"; } }");
        objects(EVERY_PATH_SAYS_WHO_MAY, "package org.gatepost.api; @jakarta.ws.rs.Path(\"/x\") class HalfOpen { "
                + "@jakarta.annotation.security.PermitAll @jakarta.ws.rs.GET public String one() { return \"\"; } "
                + "@jakarta.ws.rs.DELETE public String other() { return \"\"; } }");
        allows(EVERY_PATH_SAYS_WHO_MAY, "package org.gatepost.api; @jakarta.ws.rs.Path(\"/x\") class Closed { "
                + "@jakarta.annotation.security.RolesAllowed(\"responder\") @jakarta.ws.rs.GET public String one() { return \"\"; } }");
    }

    @Test
    void nothingIsNamed() {
        NOTHING_IS_NAMED.check(PRODUCT);
        objects(NOTHING_IS_NAMED, "package org.gatepost.site; @jakarta.inject.Named(\"it\") class Bean { }");
        objects(NOTHING_IS_NAMED,
                "package org.gatepost.site; class Maker { @jakarta.inject.Named String it() { return \"\"; } }");
    }

    @Test
    void everybodyAsksTheClock() {
        EVERYBODY_ASKS_THE_CLOCK.check(PRODUCT);
        for (String asks : List.of("java.time.Instant.now()", "java.time.LocalDate.now()", "new java.util.Date()",
                "System.currentTimeMillis()", "java.time.Clock.systemUTC()", "java.time.ZonedDateTime.now()",
                "java.time.Clock.systemDefaultZone()", "java.time.LocalDate.now(java.time.ZoneOffset.UTC)")) {
            objects(EVERYBODY_ASKS_THE_CLOCK, "package org.gatepost.site; class Asks { Object it = " + asks + "; }");
        }
        allows(EVERYBODY_ASKS_THE_CLOCK,
                "package org.gatepost.site; class Asks { Object it(java.time.Clock clock) { return java.time.Instant.now(clock); } }");
    }

    @Test
    void transactionsAreOpenedInOnePlace() {
        TRANSACTIONS_ARE_OPENED_IN_ONE_PLACE.check(PRODUCT);
        objects(TRANSACTIONS_ARE_OPENED_IN_ONE_PLACE,
                "package org.gatepost.incident; class Opens { @jakarta.transaction.Transactional void it() { } }");
        objects(TRANSACTIONS_ARE_OPENED_IN_ONE_PLACE, "package org.gatepost.incident; class Opens { "
                + "void it() { io.quarkus.narayana.jta.QuarkusTransaction.begin(); } }");
        objects(TRANSACTIONS_ARE_OPENED_IN_ONE_PLACE, "package org.gatepost.incident; class Opens { "
                + "void it(org.hibernate.Session room) { room.beginTransaction(); } }");
    }

    @Test
    void onlySecurityTouchesDatasourcesAndTenants() {
        ONLY_SECURITY_TOUCHES_DATASOURCES.check(PRODUCT);
        objects(ONLY_SECURITY_TOUCHES_DATASOURCES, "package org.gatepost.gate; class Opens { javax.sql.DataSource it; }");
        objects(ONLY_SECURITY_TOUCHES_DATASOURCES, "package org.gatepost.gate; abstract class Opens "
                + "implements io.quarkus.hibernate.orm.runtime.tenant.TenantResolver { }");
        ONLY_ROOMS_THAT_KEEP_ROWS_SEE_HIBERNATE.check(PRODUCT);
        objects(ONLY_ROOMS_THAT_KEEP_ROWS_SEE_HIBERNATE,
                "package org.gatepost.site; class Reads { org.hibernate.Session it; }");
        PRIVATE_ROWS_ARE_READ_IN_PRIVATE_ROOMS.check(PRODUCT);
        objects(PRIVATE_ROWS_ARE_READ_IN_PRIVATE_ROOMS, "package org.gatepost.gate; class Reads { "
                + "Reads(@io.quarkus.hibernate.orm.PersistenceUnit(\"private\") org.hibernate.Session it) { } }");
        objects(PRIVATE_ROWS_ARE_READ_IN_PRIVATE_ROOMS, "package org.gatepost.gate; class Reads { "
                + "@io.quarkus.hibernate.orm.PersistenceUnit(\"private\") org.hibernate.Session it; }");
    }

    @Test
    void whoMayIsNeverSaidByPaths() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        assertFalse(properties.isEmpty());
        assertEquals(Set.of(), pathPolicies(properties.stringPropertyNames()));
        assertEquals(Set.of("%prod.quarkus.http.auth.permission.all.paths"),
                pathPolicies(Set.of("%prod.quarkus.http.auth.permission.all.paths", "quarkus.http.auth.proactive")));
    }

    @Test
    void twinWorldsLookAtEverythingThatCanBeRead() {
        assertEquals(List.of(), unseen(Places.API, Places.CONSOLE));
        assertTrue(unseen(List.of(), Places.CONSOLE).contains("/api/v1/incidents/{id}/drafts"));
        assertTrue(unseen(Places.API, List.of("/")).contains("/drafts/{id}/preview"));
    }

    /** Paths of both doors that can be read and that none of these matches. */
    private static List<String> unseen(List<String> api, List<String> console) {
        return paths(GET.class, "api", "console").stream().filter(path -> {
            // Ids and their like may be anything; what a pattern closes is one of its words.
            Pattern asked = Pattern
                    .compile(path.replaceAll("\\{[a-z]+:([^}]*)}", "($1)").replaceAll("\\{[a-z]+}", "[^/?]+"));
            Stream<String> looked = Stream.concat(api.stream().map(one -> "/api/v1" + one), console.stream());
            return looked.noneMatch(one -> asked.matcher(one).matches());
        }).toList();
    }

    /** Every path of these doors that takes this method, as the annotations say it. */
    static List<String> paths(Class<? extends Annotation> method, String... doors) {
        List<String> paths = new ArrayList<>();
        for (JavaClass door : PRODUCT
                .that(resideInAnyPackage(Stream.of(doors).map(ArchitectureTest::room).toArray(String[]::new)))) {
            for (JavaMethod answer : door.getMethods()) {
                if (answer.isAnnotatedWith(method)) {
                    String at = door.getAnnotationOfType(jakarta.ws.rs.Path.class).value();
                    paths.add((at + answer.tryGetAnnotationOfType(jakarta.ws.rs.Path.class).map(jakarta.ws.rs.Path::value)
                            .orElse("")).replace("//", "/"));
                }
            }
        }
        return paths;
    }

    private static Set<String> pathPolicies(Set<String> names) {
        return names.stream().filter(name -> name.contains("quarkus.http.auth.permission")
                || name.contains("quarkus.http.auth.policy") || name.contains("quarkus.security.jaxrs.default-roles-allowed"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String room(String name) {
        return HOUSE + "." + name + "..";
    }

    private static String roomOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(HOUSE + ".")) {
            return null;
        }
        String inside = name.substring(HOUSE.length() + 1);
        return inside.contains(".") ? inside.substring(0, inside.indexOf('.')) : inside;
    }

    private static ArchCondition<JavaClass> keepToTheTable() {
        return new ArchCondition<>("use only the rooms that the table allows") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String room = roomOf(type);
                if (room == null) {
                    return;
                }
                if (!ROOMS.containsKey(room)) {
                    events.add(SimpleConditionEvent.violated(type,
                            type.getName() + " is in a room that the table does not have."));
                    return;
                }
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String other = roomOf(dependency.getTargetClass());
                    if (other != null && !other.equals(room) && !ROOMS.get(room).contains(other)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static DescribedPredicate<JavaClass> haveSimpleNameIn(Set<String> names) {
        return DescribedPredicate.describe("are one of " + new TreeSet<>(names), type -> names.contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaClass> keepRows() {
        return DescribedPredicate.describe("are entities or repositories", ArchitectureTest::keepsRows);
    }

    private static boolean keepsRows(JavaClass type) {
        return type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(Embeddable.class)
                || type.isAnnotatedWith(MappedSuperclass.class)
                || type.isAssignableTo("io.quarkus.hibernate.orm.panache.PanacheRepositoryBase")
                || type.isAssignableTo("io.quarkus.hibernate.orm.panache.PanacheEntityBase");
    }

    private static ArchCondition<JavaClass> leaveRowsOfOtherRoomsAlone() {
        return new ArchCondition<>("leave the entities and repositories of other rooms alone") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                    JavaClass target = dependency.getTargetClass();
                    if (resideInAPackage(HOUSE + "..").test(target) && keepsRows(target)
                            && !target.getPackageName().equals(type.getPackageName())) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> sayWhoMay() {
        return new ArchCondition<>("say who may, on the class or on each method that answers requests") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean whole = saysWhoMay(type.getAnnotations());
                for (JavaMethod method : type.getMethods()) {
                    boolean answers = method.getAnnotations().stream()
                            .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
                    if (answers && !whole && !saysWhoMay(method.getAnnotations())) {
                        events.add(SimpleConditionEvent.violated(type, method.getFullName() + " does not say who may."));
                    }
                }
            }
        };
    }

    private static boolean saysWhoMay(Set<? extends JavaAnnotation<?>> annotations) {
        return annotations.stream()
                .anyMatch(annotation -> isOf(annotation, PermitAll.class) || isOf(annotation, RolesAllowed.class));
    }

    private static boolean isOf(JavaAnnotation<?> annotation, Class<? extends Annotation> type) {
        return annotation.getRawType().isEquivalentTo(type);
    }

    private static ArchCondition<JavaClass> haveNoName() {
        return new ArchCondition<>("carry no @Named, which every template could reach") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<JavaAnnotation<?>> all = new HashSet<>(type.getAnnotations());
                for (JavaMember member : type.getMembers()) {
                    all.addAll(member.getAnnotations());
                }
                type.getCodeUnits()
                        .forEach(unit -> unit.getParameters().forEach(parameter -> all.addAll(parameter.getAnnotations())));
                if (all.stream().anyMatch(annotation -> isOf(annotation, Named.class))) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " carries @Named."));
                }
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheTime() {
        return DescribedPredicate.describe("reads the time without the injected Clock", access -> {
            AccessTarget target = access.getTarget();
            JavaClass owner = target.getOwner();
            boolean isGivenAClock = target instanceof AccessTarget.CodeUnitAccessTarget unit
                    && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
            return owner.getPackageName().equals("java.time") && target.getName().equals("now") && !isGivenAClock
                    || owner.isEquivalentTo(Clock.class)
                            && (target.getName().startsWith("system") || target.getName().startsWith("tick"))
                    || owner.isEquivalentTo(System.class) && target.getName().equals("currentTimeMillis")
                    || owner.isEquivalentTo(Date.class) && target.getName().equals("<init>")
                            && target instanceof AccessTarget.CodeUnitAccessTarget made
                            && made.getRawParameterTypes().isEmpty();
        });
    }

    private static ArchCondition<JavaClass> notAskForThePrivateUnit() {
        return new ArchCondition<>("not ask for the private persistence unit") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<JavaAnnotation<?>> all = new HashSet<>();
                type.getFields().forEach(field -> all.addAll(field.getAnnotations()));
                type.getCodeUnits()
                        .forEach(unit -> unit.getParameters().forEach(parameter -> all.addAll(parameter.getAnnotations())));
                boolean asks = all.stream()
                        .anyMatch(annotation -> annotation.getRawType().getSimpleName().equals("PersistenceUnit")
                                && !annotation.get("value").map("published"::equals).orElse(false));
                if (asks) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " asks for the private persistence unit."));
                }
            }
        };
    }

    private JavaClasses plant(String... sources) {
        Path place = planted.resolve(Integer.toString(planted.toFile().list().length));
        assertTrue(place.toFile().mkdir());
        Sources.compile(place, sources);
        return new ClassFileImporter().importPath(place);
    }

    private void objects(ArchRule rule, String... sources) {
        assertTrue(rule.allowEmptyShould(true).evaluate(plant(sources)).hasViolation(),
                rule.getDescription() + " lets pass: " + sources[0]);
    }

    private void allows(ArchRule rule, String source) {
        assertFalse(rule.evaluate(plant(source)).hasViolation(), rule.getDescription() + " objects to: " + source);
    }
}
