package org.gatepost;

import static org.gatepost.testsupport.AtTheGate.BUNDLE;
import static org.gatepost.testsupport.AtTheGate.CLEARED;
import static org.gatepost.testsupport.AtTheGate.LATE;
import static org.gatepost.testsupport.AtTheGate.MIXED;
import static org.gatepost.testsupport.AtTheGate.PAOLO;
import static org.gatepost.testsupport.AtTheGate.PETRA;
import static org.gatepost.testsupport.AtTheGate.RAVI;
import static org.gatepost.testsupport.AtTheGate.RESPONDER;
import static org.gatepost.testsupport.AtTheGate.ROBOT;
import static org.gatepost.testsupport.AtTheGate.ROSA;
import static org.gatepost.testsupport.AtTheGate.SCHEDULE;
import static org.gatepost.testsupport.AtTheGate.SELMA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.gatepost.testsupport.Api;
import org.gatepost.testsupport.AtTheGate;
import org.gatepost.testsupport.AtTheGate.Words;
import org.gatepost.testsupport.Await;
import org.gatepost.testsupport.Database;
import org.gatepost.testsupport.GatepostResource;
import org.gatepost.testsupport.Thorough;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Ten thousand attempts ({@link Thorough}) at publishing what may not be published: words of every kind, as far as they came, about incidents of every kind,
 * by everybody, through every lane, with the right hash and wrong ones, after meddling with whatever the gate's own role may touch. What
 * may go out is said here by a table of its own ({@link #isLawful}), never asked of the code; whatever else goes out is a hole. Lawful
 * publications are made in between, so that a door that is simply shut does not pass. The seed is printed; set {@code gatepost.seed} to
 * try one again.
 */
@QuarkusTest
@QuarkusTestResource(GatepostResource.class)
class RefusalsIT {
    private static final Logger LOG = Logger.getLogger(RefusalsIT.class);
    private static final int ALL = Thorough.many(10_000, 1_500);
    private static final int BY_STATEMENT = Thorough.many(9_870, 1_410);
    private static final int BY_API = Thorough.many(300, 90);
    private static final int PAIRS = Thorough.many(17, 2);
    private static final int BETWEEN_CONTROLS = 470;
    private static final int HOLES_AT_A_DESK = 6;
    private static final int UNTIL_A_HOLE_IS_FOUND = 12_000;
    private static final int WITHOUT_A_HOLE = 1_000;
    private static final long PATIENCE_SECONDS = 20;
    private static final byte[] NO_HASH = new byte[32];

    private enum About {
        OPEN, NOTHING, DRILL, SEALED_FOR_THE_TEAM, SEALED_FOR_NAMED_PEOPLE, EMBARGOED_ONCE;

        boolean isSealed() {
            return this == SEALED_FOR_THE_TEAM || this == SEALED_FOR_NAMED_PEOPLE;
        }
    }

    private enum Kind {
        FIRST_WORDS,
        UPDATE,
        CORRECTION,
        TYPO,
        FILLED,
        IMPORT,
        PAGE,
        TEMPLATE,
        /** An update that names no incident, of a notice that has one. */
        FROM_OUTSIDE;

        boolean isUnlinked() {
            return this == IMPORT || this == PAGE || this == TEMPLATE;
        }
    }

    private enum Progress {
        WRITTEN,
        IN_REVIEW,
        ASKED,
        ASKED_JUST_NOW,
        APPROVED,
        APPROVED_FOR_LATER,
        SCHEDULED,
        DECLINED,
        NO_AFTER_YES,
        EDITED,
        REPROPOSED,
        SEALED_AND_UNDONE,
        PUBLISHED,
        DISCARDED,
        /** Approved or silent, but the bundle carries what it must not. */
        CROOKED_APPROVED,
        CROOKED_ASKED,
        CROOKED_FILLED;

        boolean isInReview() {
            return this == IN_REVIEW || this == ASKED || this == ASKED_JUST_NOW || this == REPROPOSED;
        }
    }

    private record Actor(String name, UUID person, String ceiling) {
        boolean isPublisher() {
            return Set.of(PETRA, PAOLO, MIXED).contains(person);
        }
    }

    /** @param older a revision before, or the same */
    private record Scene(Kind kind, About about, Progress progress, String what, Words words, Words older) {
    }

    private static final Actor NOBODY = new Actor("nobody", null, null);
    private static final Actor FORGED = new Actor("a forged context", PAOLO, "forged");
    private static final Actor REPLAYED = new Actor("a replayed context", PAOLO, "replayed");
    private static final List<Actor> ACTORS = List.of(new Actor("a responder", ROSA, RESPONDER),
            new Actor("another responder", RAVI, RESPONDER), new Actor("a publisher", PETRA, RESPONDER),
            new Actor("another publisher", PAOLO, RESPONDER), new Actor("the security team", SELMA, CLEARED),
            new Actor("a cleared publisher", MIXED, CLEARED), new Actor("a cleared publisher below", MIXED, RESPONDER),
            new Actor("a machine", ROBOT, RESPONDER), new Actor("whose roles have ended", LATE, RESPONDER),
            new Actor("the schedule", SCHEDULE, RESPONDER), new Actor("the console itself", new UUID(0, 0), RESPONDER), NOBODY,
            FORGED, REPLAYED);
    private static final List<String> LANES = List.of("FAST", "SHORT", "GUARDED", "IMPORT", "OTHER");

    /** What somebody may try before the door; {it} is the draft. What it does is undone with the attempt. */
    private static final List<String> MEDDLING = List.of("update gate.draft set state = 'APPROVED' where id = {it}",
            "update gate.draft set state = 'IN_REVIEW' where id = {it}",
            "update gate.draft set state = 'SCHEDULED' where id = {it}",
            "update gate.draft set state = 'PUBLISHED' where id = {it}",
            "update gate.draft set revision = 1, state = 'APPROVED' where id = {it}",
            "update gate.draft set revision = 1, state = 'IN_REVIEW' where id = {it}",
            "update gate.draft set revision = revision - 1 where id = {it}",
            "update gate.draft set content = '{}', state = 'APPROVED' where id = {it}",
            "update gate.draft set stopped = null, version = version + 1 where id = {it}",
            "update gate.approval set voided_at = null where draft_id = {it}",
            "update gate.approval_request set asked_at = '-infinity' where draft_id = {it}",
            "update gate.revision set content = '{}' where draft_id = {it}", "delete from gate.decline where draft_id = {it}",
            "insert into gate.omission (draft_id, revision, audience, reason) values ({it}, 1, 'movement', 'x')",
            "insert into gate.publication (draft_id, revision, hash, lane, proposed_by, published_by, published_at) "
                    + "select draft_id, number, hash, 'GUARDED', proposed_by, proposed_by, now() from gate.revision where draft_id = {it}",
            "insert into gate.approval (draft_id, revision, hash, proposed_by, approved_by, approved_at) "
                    + "select draft_id, number, hash, proposed_by, '00000000-0000-4000-a000-000000000003', now() from gate.revision where draft_id = {it}",
            "insert into gate.approval (draft_id, revision, hash, proposed_by) "
                    + "select draft_id, number, hash, proposed_by from gate.revision where draft_id = {it}",
            "insert into gate.approval_request (draft_id, revision, hash, proposed_by, asked) "
                    + "select draft_id, number, hash, proposed_by, '00000000-0000-4000-a000-000000000003' from gate.revision where draft_id = {it}",
            "update incident.incident set sealed = false", "delete from embargo.embargo", "select embargo.undo({it})",
            "set local role gatepost_owner", "set local session_replication_role = replica", "set local row_security = off",
            "alter table gate.draft disable trigger all",
            "select set_config('gatepost.person', '00000000-0000-4000-a000-000000000004', true)");

    /** Straight at what is public. None of them may ever do anything. */
    private static final List<String> STRAIGHT = List.of(
            "insert into published.tombstone values ('aaaaaaaaaaaa', 'aaaaaaaaaaaa', null, now())",
            "update published.disclosure set html = ''", "update published.notice set title = 'x'",
            "delete from published.effect",
            "truncate published.retraction", "update published.edition set revision = 0",
            "insert into published.notice (id, kind, title, started_at, published_at, updated_at) values ('aaaaaaaaaaaa', 'INCIDENT', 't', now(), now(), now())",
            "select published.add_entry('aaaaaaaaaaaa', 'aaaaaaaaaaaa', 1, 1, 't', '{}', '{}', now())",
            "select published.set_parts('{}', true)", "select published.set_titles('aaaaaaaaaaaa', '{}')",
            "insert into gate.template (key, language, revision, state, name, title, words, phrases, created_at) "
                    + "values ('x', 'en', 1, 'RESOLVED', 'n', 't', '{}', '{}', now())");

    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<Scene> scenes = new ArrayList<>();
    private AtTheGate people;
    private int made;
    /** How many scenes come before the crooked ones. */
    private int straight;

    @BeforeEach
    void everybodyComes() throws SQLException {
        Database.forget();
        AtTheGate.people();
        people = new AtTheGate();
    }

    @AfterEach
    void nobodyStays() throws SQLException {
        people.close();
        AtTheGate.nobodyStays();
    }

    @Test
    void nothingThatMayNotGoOutGoesOut() throws Exception {
        long seed = Long.getLong("gatepost.seed", System.nanoTime());
        LOG.infof("The seed is %d.", seed);
        Random random = new Random(seed);
        scenes();
        long begin = System.nanoTime();
        int attempts = 0;
        int controls = 0;
        String publicly = AtTheGate.publicDigest();
        while (attempts < BY_STATEMENT) {
            List<String> holes = attempts(random, BETWEEN_CONTROLS, Integer.MAX_VALUE);
            assertEquals(List.of(), holes, "seed " + seed);
            attempts += BETWEEN_CONTROLS;
            assertEquals(publicly, AtTheGate.publicDigest(), "what is public has changed; seed " + seed);
            control(controls++);
            publicly = AtTheGate.publicDigest();
        }
        double statementSeconds = (System.nanoTime() - begin) / 1e9;
        begin = System.nanoTime();
        int byApi = byApi(random);
        assertEquals(publicly, AtTheGate.publicDigest(), "what is public has changed; seed " + seed);
        double apiSeconds = (System.nanoTime() - begin) / 1e9;
        int pairs = pairs();
        int all = attempts + byApi + pairs;
        LOG.infof(
                "%d attempts, %d lawful publications in between: %d by statement (%.0f a second), %d by the API (%.0f a second), "
                        + "%d in pairs. Refused:%s",
                all, controls, attempts, attempts / statementSeconds, byApi, byApi / apiSeconds, pairs,
                table());
        assertTrue(all >= ALL, "only " + all);
        assertTrue(refusals.size() >= 12, "refused in few ways only: " + refusals);
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        refusals.forEach((kind, count) -> table.append(String.format("%n  %-60s %6d", kind, count)));
        return table.toString();
    }

    /** A check that is taken away, one at a time: the same attempts have to find each. */
    @Test
    void everyHoleIsFound() throws Exception {
        scenes();
        assertEquals(List.of(), attempts(new Random(1), WITHOUT_A_HOLE, 1), "before there is any hole");
        List<String> missed = new ArrayList<>();
        StringBuilder found = new StringBuilder();
        for (Hole hole : HOLES.subList(0, Thorough.many(HOLES.size(), HOLES_AT_A_DESK))) {
            Random random = new Random(hole.hashCode());
            String right = Database.seen("select pg_get_functiondef('" + hole.function() + "'::regproc)");
            assertTrue(right.contains(hole.check()), hole + " is not there any more");
            Database.bySuperuser(right.replace(hole.check(), hole.instead()));
            try {
                int before = refusals.values().stream().mapToInt(Integer::intValue).sum();
                List<String> holes = attempts(random, UNTIL_A_HOLE_IS_FOUND, 1);
                if (holes.isEmpty()) {
                    missed.add(hole.toString());
                } else {
                    found.append(String.format("%n  %5d  %s",
                            refusals.values().stream().mapToInt(Integer::intValue).sum() - before + 1,
                            hole));
                }
            } finally {
                Database.bySuperuser(right);
            }
        }
        LOG.infof("Holes, and after how many attempts each was found:%s", found);
        assertEquals(List.of(), missed, "nobody noticed");
        assertEquals(List.of(), attempts(new Random(2), WITHOUT_A_HOLE, Integer.MAX_VALUE), "all of them are closed again");
    }

    /** @param check what a function is asked for, as it is written there; @param instead what is put in its place */
    private record Hole(String function, String check, String instead) {
    }

    /** Not the hash: without its check the key of gate.publication still refuses another one. */
    private static final List<Hole> HOLES = List.of(
            new Hole("embargo.may_publish", "AND NOT sealed AND NOT drill", "AND NOT drill"),
            new Hole("embargo.may_publish", "AND NOT sealed AND NOT drill", "AND NOT sealed"),
            new Hole("gate.approver_of", "AND a.voided_at IS NULL", ""),
            new Hole("gate.approver_of", "d.revision = a.revision", "false"),
            new Hole("gate.stamp_draft", "NEW.revision <> OLD.revision AND NOT is_proposal", "false"),
            new Hole("published.post", "OR embargo.was_ever(the_incident)", ""),
            new Hole("published.post", "(p_lane = 'IMPORT') <> (the_draft.kind = 'IMPORT')", "false"),
            new Hole("published.post", "the_draft.kind NOT IN ('FIRST_WORDS', 'UPDATE') OR the_draft.state <> 'IN_REVIEW'",
                    "the_draft.kind NOT IN ('FIRST_WORDS', 'UPDATE')"),
            new Hole("published.post", "(the_draft.kind = 'TEMPLATE' AND", "(false AND"),
            new Hole("published.post", "IS DISTINCT FROM the_draft.notice_id::text", "IS NOT DISTINCT FROM 'nowhere'"),
            new Hole("published.post", "(bundle->'notices'->0->'updates'->0->>'publishedAt') IS NOT NULL", "false"),
            new Hole("published.post", "the_incident IS NOT NULL AND the_incident IS DISTINCT FROM behind", "false"),
            new Hole("published.post", "behind IS NOT NULL AND NOT embargo.may_publish(behind)", "false"),
            new Hole("published.post",
                    "cardinality(gate.leaves_out(coalesce(the_incident, behind), the_draft.notice_id, mentioned)) > 0",
                    "false"),
            new Hole("published.post", "gate.names_codename(coalesce(the_incident, behind), bundle)", "false"),
            new Hole("published.post", "EXISTS (SELECT FROM published.tombstone WHERE the_notice IN (id, notice_id))", "false"),
            new Hole("gate.check_guarded", "(p_bundle->>'goesOutAt')::timestamptz > security.now()", "false"),
            new Hole("gate.check_guarded", "OR p_draft.due_at > security.now()", ""),
            new Hole("gate.check_fast", "NOT security.has_role('responder')", "false"),
            new Hole("gate.check_fast", "v_notice->>'title' IS DISTINCT FROM said->>'title'", "false"),
            new Hole("gate.check_fast", "d->>'html' IS DISTINCT FROM said->'words'->(d->>'audience')->>'html'", "false"),
            new Hole("gate.check_fast", "d->>'markdown' IS DISTINCT FROM said->'words'->(d->>'audience')->>'markdown'",
                    "false"),
            new Hole("gate.check_fast", "v_notice->'titles' IS DISTINCT FROM",
                    "NULL::jsonb IS NOT NULL AND NULL IS DISTINCT FROM"),
            new Hole("gate.check_fast",
                    "d->'translations' IS DISTINCT FROM said->'words'->(d->>'audience')->'translations'", "false"),
            new Hole("gate.words", "it.state IS DISTINCT FROM p_update->>'state'", "false"),
            new Hole("gate.check_short", "NOT security.has_role('responder')", "false"),
            new Hole("gate.check_short", "AND r.asked_at + silence <= security.now()", ""),
            new Hole("gate.check_short", "> short_limit", "> 100000"),
            new Hole("gate.check_short", "OR gate.plain(d->>'html') IS DISTINCT FROM d->>'markdown'", ""),
            new Hole("gate.check_short", "coalesce(d->>'html' !~ paragraph, true)", "false"),
            new Hole("gate.check_amendment", "it.revision IS DISTINCT FROM (v_update->>'amendsRevision')::int", "false"),
            new Hole("gate.check_amendment", "v_update->>'amends' IS DISTINCT FROM p_draft.entry_id::text", "false"),
            new Hole("gate.check_amendment", "p_draft.kind = 'TYPO' AND", "false AND"),
            new Hole("gate.check_amendment", "IF gate.says_the_same(", "IF false AND gate.says_the_same("),
            new Hole("gate.check_amendment", "IF EXISTS (SELECT audience FROM", "IF false AND EXISTS (SELECT audience FROM"),
            new Hole("published.add_entry", "v_notice->>'kind' IS DISTINCT FROM the_kind", "false"),
            new Hole("published.add_entry", "coalesce(jsonb_array_length(v_update->'disclosures'), 0) = 0", "false"),
            new Hole("published.add_entry", "IF EXISTS (SELECT e->>'audience'", "IF false AND EXISTS (SELECT e->>'audience'"),
            new Hole("published.set_parts", "NOT p_may_change AND", "false AND"),
            new Hole("security.has_role", "AND roles_until > security.now()", ""),
            new Hole("security.has_role", "p_role = ANY (roles)", "true"),
            new Hole("security.is_somebody", "AND kind = 'person'", ""),
            new Hole("security.context", "IS DISTINCT FROM part[4]", "IS NULL"));

    /** @return what went out, in words; at most so many */
    private List<String> attempts(Random random, int number, int most) throws SQLException {
        List<String> holes = new ArrayList<>();
        try (Connection gate = Database.as("gate");
                Connection other = Database.as("gate");
                Connection responder = Database.as(RESPONDER);
                Connection cleared = Database.as(CLEARED);
                Connection reader = Database.as("reader")) {
            String replayed = Database.context(other, PAOLO, RESPONDER);
            Map<String, Connection> elsewhere = Map.of(RESPONDER, responder, CLEARED, cleared, "reader", reader);
            for (int i = 0; i < number && holes.size() < most; i++) {
                Attempt attempt;
                do {
                    attempt = attempt(random);
                } while (attempt.isLawful());
                boolean isElsewhere = random.nextInt(20) == 0;
                String role = isElsewhere
                        ? List.copyOf(new java.util.TreeSet<>(elsewhere.keySet())).get(random.nextInt(3))
                        : "gate";
                String refusal = attempt.by(isElsewhere ? elsewhere.get(role) : gate, replayed, random);
                if (refusal == null) {
                    holes.add(attempt + " as " + role);
                } else {
                    count(isElsewhere ? "another role: " + refusal : attempt.kind() + ": " + refusal);
                }
            }
        }
        return holes;
    }

    private void count(String kind) {
        refusals.merge(kind, 1, Integer::sum);
    }

    private Attempt attempt(Random random) {
        // There are few crooked bundles and many of the rest: a third of the attempts is theirs, and another third goes where it is likely
        // to hurt.
        Scene scene = scenes.get(random.nextInt(3) == 0
                ? straight + random.nextInt(scenes.size() - straight)
                : random.nextInt(scenes.size()));
        if (random.nextInt(3) == 0) {
            boolean isOlder = scene.older() != scene.words();
            return new Attempt(scene, byNature(scene), natural(scene, random), isOlder ? "older" : "right",
                    isOlder || scene.progress() == Progress.SEALED_AND_UNDONE
                            ? MEDDLING.get(random.nextBoolean() ? 0 : 4)
                            : null,
                    false);
        }
        Actor actor = random.nextInt(3) == 0 ? byNature(scene) : ACTORS.get(random.nextInt(ACTORS.size()));
        String lane = random.nextBoolean() ? natural(scene, random) : LANES.get(random.nextInt(LANES.size()));
        int hash = random.nextInt(8);
        String meddling = switch (random.nextInt(5)) {
            case 0, 1 -> MEDDLING.get(random.nextInt(MEDDLING.size()));
            case 2 -> random.nextInt(8) == 0 ? STRAIGHT.get(random.nextInt(STRAIGHT.size())) : null;
            default -> null;
        };
        return new Attempt(scene, actor, lane, hash < 5 ? "right" : hash < 7 ? "older" : "wrong", meddling,
                random.nextInt(10) == 0);
    }

    /** Who would come nearest. */
    private static Actor byNature(Scene scene) {
        UUID proposer = scene.words().proposedBy();
        if (scene.progress() == Progress.SCHEDULED) {
            return new Actor("the schedule", SCHEDULE, RESPONDER);
        }
        boolean isAlone = scene.kind() == Kind.FILLED || scene.progress().name().contains("ASKED");
        if (isAlone) {
            return new Actor("the proposer", proposer, RESPONDER);
        }
        return scene.about().isSealed()
                ? new Actor("a cleared publisher", MIXED, CLEARED)
                : new Actor("a publisher", PAOLO, RESPONDER);
    }

    private static String natural(Scene scene, Random random) {
        if (scene.kind() == Kind.IMPORT) {
            return "IMPORT";
        }
        if (scene.kind() == Kind.FILLED) {
            return "FAST";
        }
        return scene.progress().name().contains("ASKED") && random.nextInt(4) > 0 ? "SHORT" : "GUARDED";
    }

    private record Attempt(Scene scene, Actor actor, String lane, String hash, String meddling, boolean isRepeatable) {
        boolean isStraight() {
            return meddling != null && STRAIGHT.contains(meddling);
        }

        /** What may go out, and what somebody may rightly do before: the table of decision 14. */
        boolean isLawful() {
            if (isStraight()) {
                return false;
            }
            boolean isOpenTo = scene.about() == About.OPEN || scene.about() == About.NOTHING
                    || scene.about() == About.EMBARGOED_ONCE;
            boolean isOutsider = scene.kind() == Kind.FROM_OUTSIDE && scene.about().isSealed()
                    && !CLEARED.equals(actor.ceiling());
            boolean isSomebody = actor.ceiling() != null && Set.of(RESPONDER, CLEARED).contains(actor.ceiling());
            boolean isSecond = isSomebody && actor.isPublisher();
            boolean isRight = hash.equals("right")
                    || hash.equals("older") && Arrays.equals(scene.older().hash(), scene.words().hash());
            if (!isOpenTo && !isOutsider || !isRight || !isSomebody) {
                return false;
            }
            boolean isApproving = meddling != null
                    && meddling.startsWith("insert into gate.approval (draft_id, revision, hash, proposed_by) ");
            boolean isProposer = actor.person().equals(scene.words().proposedBy());
            switch (lane) {
                case "GUARDED", "IMPORT" :
                    return lane.equals("IMPORT") == (scene.kind() == Kind.IMPORT) && isSecond
                            && (scene.progress() == Progress.APPROVED
                                    || isApproving && scene.progress().isInReview() && !isProposer);
                case "FAST" :
                    return scene.kind() == Kind.FILLED && scene.about() == About.OPEN && isProposer
                            && (scene.progress().isInReview() || scene.progress() == Progress.SEALED_AND_UNDONE)
                            && !actor.person().equals(LATE);
                case "SHORT" :
                    return Set.of(Kind.FIRST_WORDS, Kind.UPDATE, Kind.FILLED).contains(scene.kind())
                            && scene.about() == About.OPEN
                            && scene.progress() == Progress.ASKED && isProposer && !actor.person().equals(LATE);
                default :
                    return false;
            }
        }

        /** @return the refusal, or null when something went out */
        String by(Connection connection, String replayed, Random random) throws SQLException {
            connection.rollback();
            if (isRepeatable) {
                Database.execute(connection, "set transaction isolation level repeatable read");
            }
            if (actor == FORGED) {
                Database.claim(connection, PAOLO + "|" + RESPONDER + "|" + HexFormat.of().formatHex(randomBytes(random)));
            } else if (actor == REPLAYED) {
                Database.claim(connection, replayed);
            } else if (actor != NOBODY) {
                Database.enter(connection, actor.person(), actor.ceiling());
            }
            try {
                if (isStraight()) {
                    return Database.refusal(connection, meddling);
                }
                if (meddling != null) {
                    Database.refusal(connection, meddling.replace("{it}", "'" + scene.words().draft() + "'"));
                }
                byte[] said = switch (hash) {
                    case "right" -> scene.words().hash();
                    case "older" -> scene.older().hash();
                    default -> random.nextBoolean() ? NO_HASH : null;
                };
                return AtTheGate.post(connection, scene.words().draft(), said, lane);
            } finally {
                connection.rollback();
            }
        }

        private static byte[] randomBytes(Random random) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            return bytes;
        }

        String kind() {
            return isStraight()
                    ? "straight at what is public"
                    : scene.progress() + (scene.about().isSealed() ? ", sealed" : "");
        }

        @Override
        public String toString() {
            return scene.kind() + " " + scene.progress() + " (" + scene.what() + ") about " + scene.about() + " by "
                    + actor.name()
                    + " through " + lane + " with the " + hash + " hash after " + meddling;
        }
    }

    /** Words of every kind, as far as they may come, about everything. */
    private void scenes() throws SQLException {
        for (Kind kind : Kind.values()) {
            for (About about : kind.isUnlinked() ? EnumSet.of(About.NOTHING) : EnumSet.allOf(About.class)) {
                if (about == About.NOTHING && (kind == Kind.FILLED || kind == Kind.FROM_OUTSIDE)
                        || about == About.DRILL && kind == Kind.FROM_OUTSIDE) {
                    continue;
                }
                for (Progress progress : Progress.values()) {
                    boolean isOnlyOpen = progress == Progress.SEALED_AND_UNDONE || progress == Progress.PUBLISHED;
                    if (progress.name().startsWith("CROOKED") || isOnlyOpen && about != About.OPEN
                            || kind == Kind.FROM_OUTSIDE && progress != Progress.APPROVED
                            || kind == Kind.FILLED
                                    && (progress == Progress.APPROVED_FOR_LATER || progress == Progress.SCHEDULED)) {
                        continue;
                    }
                    scenes.add(scene(kind, about, progress));
                }
            }
        }
        straight = scenes.size();
        crooked();
    }

    private Scene scene(Kind kind, About about, Progress progress) throws SQLException {
        UUID proposer = (made++ & 3) == 0 ? PETRA : ROSA;
        UUID approver = proposer.equals(PETRA) ? PAOLO : PETRA;
        UUID incident = about == About.NOTHING ? null : people.incident(about == About.DRILL);
        UUID told = about == About.DRILL ? null : incident;
        boolean needsNotice = kind == Kind.UPDATE || kind == Kind.CORRECTION || kind == Kind.TYPO || kind == Kind.FROM_OUTSIDE;
        String notice = needsNotice ? people.published(told) : null;
        if (about == About.EMBARGOED_ONCE) {
            people.embargoedOnce(incident);
        }
        Words words = propose(kind, proposer, incident, notice,
                progress == Progress.APPROVED_FOR_LATER || progress == Progress.SCHEDULED);
        Words older = words;
        switch (progress) {
            case WRITTEN, EDITED -> {
                if (progress == Progress.EDITED) {
                    people.approve(approver, words);
                }
                people.edit(ROSA, words);
            }
            case ASKED, ASKED_JUST_NOW -> {
                people.ask(proposer, words, approver);
                if (progress == Progress.ASKED) {
                    people.silence(words);
                }
            }
            case APPROVED, APPROVED_FOR_LATER -> people.approve(approver, words);
            case SCHEDULED -> {
                people.approve(approver, words);
                if (about != About.DRILL) {
                    people.move(PAOLO, RESPONDER, words, "SCHEDULED");
                }
            }
            case DECLINED -> {
                people.ask(proposer, words, approver);
                people.silence(words);
                people.decline(approver, words);
                people.move(approver, RESPONDER, words, "DRAFT");
            }
            case NO_AFTER_YES -> {
                people.approve(approver, words);
                people.decline(MIXED, words);
            }
            case REPROPOSED -> {
                people.approve(approver, words);
                people.edit(ROSA, words);
                words = people.freeze(proposer, words.draft(),
                        bundleOf(words).replace("Slow", "Slower").replace("Search", "Find")
                                .replace("\"T\"", "\"U\""));
            }
            case SEALED_AND_UNDONE -> {
                people.approve(approver, words);
                people.seal(MIXED, incident, "SECURITY_TEAM");
                people.undo(MIXED, incident);
            }
            case PUBLISHED -> {
                people.approve(approver, words);
                assertNull(people.post(PAOLO, RESPONDER, words, "GUARDED"));
            }
            case DISCARDED -> people.move(ROSA, RESPONDER, words, "DISCARDED");
            default -> {
            }
        }
        if (about.isSealed()) {
            people.seal(about == About.SEALED_FOR_THE_TEAM ? SELMA : MIXED, incident,
                    about == About.SEALED_FOR_THE_TEAM ? "SECURITY_TEAM" : "NAMED_PEOPLE");
            if (progress == Progress.IN_REVIEW) {
                people.approve(MIXED, CLEARED, words);
            }
        }
        return new Scene(kind, about, progress, "as it should be", words, older);
    }

    private static String bundleOf(Words words) {
        return Database.seen("select content from gate.revision where number = 1 and draft_id = '" + words.draft() + "'");
    }

    private Words propose(Kind kind, UUID proposer, UUID incident, String notice, boolean later) throws SQLException {
        String number = String.format("%011d", made);
        String bundle = switch (kind) {
            case FIRST_WORDS, FILLED -> BUNDLE;
            case UPDATE, FROM_OUTSIDE -> AtTheGate.update(notice, "IDENTIFIED");
            case CORRECTION, TYPO -> AtTheGate.amendment(notice, people.firstEntryOf(notice), kind.name(), "Slow!");
            case IMPORT -> AtTheGate.imported("n" + number, "e" + number);
            case PAGE -> AtTheGate.parts("c" + number);
            case TEMPLATE -> AtTheGate.template("k" + number);
        };
        return kind == Kind.FILLED
                ? people.filled(proposer, incident, bundle)
                : propose(kind, proposer, incident, notice,
                        later ? bundle.replaceFirst("^\\{", "{\"goesOutAt\":\"2099-01-01T00:00:00Z\",") : bundle);
    }

    private Words propose(Kind kind, UUID proposer, UUID incident, String notice, String bundle) throws SQLException {
        String entry = kind == Kind.CORRECTION || kind == Kind.TYPO ? people.firstEntryOf(notice) : null;
        UUID draft = people.draft(proposer, kind == Kind.FROM_OUTSIDE ? "UPDATE" : kind.name(),
                kind == Kind.FROM_OUTSIDE ? null : incident,
                notice, entry, null);
        return people.freeze(proposer, draft, bundle);
    }

    /** Bundles that somebody made by hand, with a yes or with silence, and that carry what is not theirs. */
    private void crooked() throws SQLException {
        UUID incident = people.incident(false);
        UUID affecting = people.incident(false);
        people.affects(affecting, "movement");
        String notice = people.published(incident);
        String other = people.published(null);
        String entry = people.firstEntryOf(notice);
        Words gone = people.approve(PETRA, people.firstWords(ROSA, null, BUNDLE));
        assertNull(people.post(PAOLO, RESPONDER, gone, "GUARDED"));
        String withdrawn = people.noticeOf(gone);
        withdraw(withdrawn);

        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replace("\"kind\"", "\"id\":\"chosenchosen\",\"kind\""));
        crooked(Kind.FIRST_WORDS, incident, null,
                BUNDLE.replace("\"effects\"", "\"publishedAt\":\"2020-01-01T00:00:00Z\",\"effects\""));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replace("\"components\":[]",
                "\"components\":[{\"id\":\"chosenchosen\",\"name\":\"N\",\"position\":1,\"audiences\":[\"readers\"]}]"));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replace("2026-03-05T12:05:00Z", "infinity"));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replace("Slow.\"", "Slow\\uffff\""));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replace("Slow pages", "Slow\\u202epages"));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replace("INVESTIGATING", "VERIFYING"));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replaceAll("\"disclosures\":\\[.*?\\]", "\"disclosures\":[]"));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replaceAll("\"disclosures\":\\[.*?\\],", ""));
        crooked(Kind.FIRST_WORDS, affecting, null, BUNDLE);
        String page = "cccccccccccc";
        Words parts = people.approve(PETRA, propose(Kind.PAGE, ROSA, null, null, AtTheGate.parts(page)));
        assertNull(people.post(PAOLO, RESPONDER, parts, "GUARDED"));
        crooked(Kind.FIRST_WORDS, incident, null, BUNDLE.replace("\"effects\":[]",
                "\"effects\":[{\"component\":\"" + page + "\",\"audience\":\"movement\",\"status\":\"MAJOR_OUTAGE\"}]"));
        // The codename, hidden from whoever looks at the bytes.
        codename(incident);
        crooked(Kind.UPDATE, incident, notice, AtTheGate.update(other, "IDENTIFIED"));
        crooked(Kind.UPDATE, incident, other, AtTheGate.update(other, "IDENTIFIED"));
        crooked(Kind.UPDATE, incident, notice, AtTheGate.update(notice, "COMPLETED"));
        crooked(Kind.UPDATE, incident, notice, AtTheGate.update(notice, "POSTMORTEM"));
        crooked(Kind.UPDATE, incident, notice, AtTheGate.update(notice, "IDENTIFIED").replace("INCIDENT", "MAINTENANCE"));
        for (Kind kind : List.of(Kind.CORRECTION, Kind.TYPO)) {
            String right = AtTheGate.amendment(notice, entry, kind.name(), "Slow!");
            crooked(kind, incident, notice, right.replace("\"amendsRevision\":1", "\"amendsRevision\":2"));
            crooked(kind, incident, notice,
                    right.replace("\"amends\":\"" + entry, "\"amends\":\"" + people.firstEntryOf(other)));
            crooked(kind, incident, notice, right.replace("\"readers\"", "\"movement\""));
            crooked(kind, incident, notice, right.replace("INVESTIGATING", "RESOLVED"));
            crooked(kind, incident, notice, AtTheGate.amendment(notice, entry, kind.name(), "Slow."));
        }
        String typo = AtTheGate.amendment(notice, entry, "TYPO", "Slow!");
        crooked(Kind.TYPO, incident, notice, typo.replace("DEGRADED", "MAJOR_OUTAGE"));
        crooked(Kind.TYPO, incident, notice, typo.replace("12:05:00Z", "12:06:00Z"));
        crooked(Kind.TYPO, incident, notice, typo.replace("[{\"audience\"",
                "[{\"audience\":\"movement\",\"html\":\"<p>x</p>\",\"impact\":\"DEGRADED\",\"markdown\":\"x\"},{\"audience\""));
        crooked(Kind.IMPORT, null, null, AtTheGate.imported(withdrawn, "fresh0000001"));
        crooked(Kind.IMPORT, null, null, AtTheGate.imported(notice, "fresh0000002"));
        crooked(Kind.IMPORT, null, null,
                AtTheGate.imported("fresh0000003", "fresh0000004").replace("\"components\":[]",
                        "\"components\":[{\"id\":\"" + page
                                + "\",\"name\":\"Other\",\"position\":1,\"audiences\":[\"readers\"]}]"));
        crooked(Kind.IMPORT, null, null, AtTheGate.imported("fresh0000005", "fresh0000006").replaceFirst("^\\{",
                "{\"goesOutAt\":\"2026-01-01T00:00:00Z\","));
        crooked(Kind.PAGE, null, null, AtTheGate.parts("fresh0000007").replace("\"notices\":[]",
                BUNDLE.substring(BUNDLE.indexOf("\"notices\""), BUNDLE.length() - 1)));
        crooked(Kind.PAGE, null, null, AtTheGate.parts("fresh0000008").replaceFirst("^\\{", "{\"template\":{\"key\":\"a\"},"));
        crooked(Kind.TEMPLATE, null, null, AtTheGate.template("crooked").replace("\"components\":[]",
                "\"components\":[{\"id\":\"fresh0000009\",\"name\":\"N\",\"position\":1,\"audiences\":[\"readers\"]}]"));

        alone(incident, "longer than the lane", BUNDLE.replace("Slow.", "Slow. ".repeat(60).strip()));
        alone(incident, "other words beneath",
                BUNDLE.replace("\"markdown\":\"Slow.\"", "\"markdown\":\"[Slow.](https://example.org)\""));
        alone(incident, "formatted", BUNDLE.replace("<p>Slow.</p>", "<p><b>Slow.</b></p>").replace("\"markdown\":\"Slow.\"",
                "\"markdown\":\"<b>Slow.</b>\""));
        alone(incident, "no words at all", BUNDLE.replaceAll("\"disclosures\":\\[.*?\\],", ""));
        alone(incident, "a title in another language", BUNDLE.replace("\"title\"", "\"titles\":{\"de\":\"Anders\"},\"title\""));
        scenes.add(late(Kind.FIRST_WORDS, incident));
        scenes.add(late(Kind.FILLED, incident));
        UUID template = people.starter();
        String filled = people.fill(ROSA, template, BUNDLE);
        filled(incident, template, "another title", filled.replaceFirst("\"title\": \"[^\"]*\"", "\"title\": \"Mine\""));
        filled(incident, template, "other HTML", filled.replaceFirst("<p>", "<p>Mine. "));
        filled(incident, template, "other Markdown", filled.replaceFirst("\"markdown\": \"", "\"markdown\": \"Mine. "));
        filled(incident, template, "another state", filled.replace("INVESTIGATING", "RESOLVED"));
        filled(incident, template, "a title in another language",
                filled.replaceFirst("\"de\": \"[^\"]*\"", "\"de\": \"Mine\""));
        filled(incident, template, "other words in another language",
                filled.replaceFirst("(\"de\": \\{\"html\": \"<p>)", "$1Mine. "));
        filled(incident, template, "one language less", filled.replaceFirst("\"de\": \\{[^}]*\\}, ", ""));
        filled(incident, template, "one language more", filled.replaceFirst("\"translations\": \\{",
                "\"translations\": {\"xx\": {\"html\": \"<p>Mine.</p>\", \"markdown\": \"Mine.\"}, "));
        filled(incident, template, "no words at all", filled.replaceAll(", \"disclosures\": \\[.*?\\]", ""));
    }

    private void crooked(Kind kind, UUID incident, String notice, String bundle) throws SQLException {
        Words words = people.approve(PETRA, propose(kind, ROSA, incident, notice, bundle));
        scenes.add(new Scene(kind, About.OPEN, Progress.CROOKED_APPROVED, bundle, words, words));
    }

    /** Proposed while the incident had another name, because a proposal that names it is refused at once. */
    private void codename(UUID incident) throws SQLException {
        Words words = people.approve(PETRA, propose(Kind.FIRST_WORDS, ROSA, incident, null,
                BUNDLE.replace("Slow pages", "The \\u0062old badger")));
        UUID renamed = incident;
        Database.bySuperuser("update incident.incident set codename = 'bold-badger' where id = '" + renamed + "'");
        scenes.add(new Scene(Kind.FIRST_WORDS, About.OPEN, Progress.CROOKED_APPROVED, "the codename", words, words));
    }

    private void alone(UUID incident, String what, String bundle) throws SQLException {
        Words words = propose(Kind.FIRST_WORDS, ROSA, incident, null, bundle);
        people.ask(ROSA, words, PETRA);
        people.silence(words);
        scenes.add(new Scene(Kind.FIRST_WORDS, About.OPEN, Progress.CROOKED_ASKED, what, words, words));
    }

    private Scene late(Kind kind, UUID incident) throws SQLException {
        Words words = kind == Kind.FILLED ? people.filled(LATE, incident, BUNDLE) : propose(kind, LATE, incident, null, BUNDLE);
        people.ask(LATE, words, PETRA);
        people.silence(words);
        return new Scene(kind, About.OPEN, Progress.ASKED, "by somebody whose roles have ended", words, words);
    }

    private void filled(UUID incident, UUID template, String what, String bundle) throws SQLException {
        Words words = people.freeze(ROSA, people.draft(ROSA, "FIRST_WORDS", incident, null, null, template), bundle);
        scenes.add(new Scene(Kind.FILLED, About.OPEN, Progress.CROOKED_FILLED, what, words, words));
    }

    private void withdraw(String notice) throws SQLException {
        try (Connection gate = Database.as("gate", PETRA, RESPONDER)) {
            Database.execute(gate, "select published.withdraw(?, null, '')", notice);
            gate.commit();
        }
    }

    /** Something that may go out and does: the door is not simply shut. */
    private void control(int number) throws SQLException {
        String before = AtTheGate.publicDigest();
        made++;
        UUID incident = people.incident(false);
        Kind kind = List.of(Kind.FIRST_WORDS, Kind.FILLED, Kind.UPDATE, Kind.IMPORT, Kind.PAGE, Kind.TEMPLATE, Kind.TYPO)
                .get(number % 7);
        boolean isAlone = number % 2 == 0 && kind == Kind.FIRST_WORDS;
        String notice = kind == Kind.UPDATE || kind == Kind.TYPO ? people.published(incident) : null;
        Words words = propose(kind, ROSA, kind.isUnlinked() ? null : incident, notice, false);
        if (isAlone) {
            people.ask(ROSA, words, PETRA);
            people.silence(words);
        } else if (kind != Kind.FILLED) {
            people.approve(PETRA, words);
        }
        boolean byOne = isAlone || kind == Kind.FILLED;
        assertNull(people.post(byOne ? ROSA : PAOLO, RESPONDER, words,
                isAlone ? "SHORT" : kind == Kind.FILLED ? "FAST" : kind == Kind.IMPORT ? "IMPORT" : "GUARDED"), kind.name());
        if (kind != Kind.TEMPLATE) {
            assertNotEquals(before, AtTheGate.publicDigest(), kind + " went out, but nothing is public of it");
        }
    }

    /** By real tokens at the real door. */
    private int byApi(Random random) {
        Map<String, UUID> accounts = Map.of("responder", ROSA, "responder2", RAVI, "publisher", PETRA, "publisher2", PAOLO,
                "security",
                SELMA, "admin", ROBOT, Api.AUTOMATION, ROBOT);
        List<String> names = accounts.keySet().stream().sorted().toList();
        int tried = 0;
        while (tried < BY_API) {
            Scene scene = scenes.get(random.nextInt(scenes.size()));
            String name = names.get(random.nextInt(names.size()));
            String hash = random.nextInt(4) > 0 ? "right" : "wrong";
            boolean isPublisher = name.startsWith("publisher");
            Attempt attempt = new Attempt(scene, new Actor(name, accounts.get(name), RESPONDER),
                    scene.kind() == Kind.IMPORT ? "IMPORT" : "GUARDED", hash, null, false);
            // Asked again, what is published answers the same publication.
            if (attempt.isLawful() || isPublisher && scene.progress() == Progress.PUBLISHED) {
                continue;
            }
            int status = Api.as(name).publishes(scene.words().draft().toString(),
                    HexFormat.of().formatHex(hash.equals("right") ? scene.words().hash() : NO_HASH)).statusCode();
            assertTrue(status >= 400, attempt + " by the API was answered " + status);
            count("API: " + status);
            tried++;
        }
        return tried;
    }

    /** Two at once, of which only one may go through. @return how many publications had to be refused */
    private int pairs() throws Exception {
        int refused = 0;
        for (int i = 0; i < PAIRS; i++) {
            refused += sealAgainstPublish() + editAgainstApprove() + publishAgainstPublish() + declineAgainstPublish()
                    + withdrawAgainstUpdate() + withdrawAgainstWithdraw();
        }
        return refused + unscheduleAgainstDue();
    }

    private int sealAgainstPublish() throws Exception {
        UUID incident = people.incident(false);
        Words words = people.approve(PETRA, people.firstWords(ROSA, incident, BUNDLE));
        try (Connection room = Database.as(RESPONDER, ROSA, RESPONDER)) {
            Database.execute(room, "select embargo.seal(?, 'because', 'SECURITY_TEAM')", incident);
            refusedAfter(room, words, "GUARDED", "GP404");
        }
        // The same with words that name no incident, of a notice that has one, by somebody of the circle.
        UUID behind = people.incident(false);
        Words update = people.approve(PETRA, propose(Kind.FROM_OUTSIDE, ROSA, behind, people.published(behind), false));
        try (Connection room = Database.as(RESPONDER, ROSA, RESPONDER); Connection gate = Database.as("gate", MIXED, CLEARED)) {
            Database.execute(room, "select embargo.seal(?, 'because', 'SECURITY_TEAM')", behind);
            CompletableFuture<String> post = later(() -> AtTheGate.post(gate, update.draft(), update.hash(), "GUARDED"));
            Await.lockOf(gate);
            room.commit();
            assertEquals("GP409", post.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            gate.commit();
        }
        count("pair: seal against publish");
        return 2;
    }

    private int editAgainstApprove() throws Exception {
        Words words = people.firstWords(ROSA, null, BUNDLE);
        try (Connection author = Database.as("gate", ROSA, RESPONDER);
                Connection reviewer = Database.as("gate", PETRA, RESPONDER)) {
            Database.execute(author, "update gate.draft set content = '{ }', state = 'DRAFT' where id = ?", words.draft());
            CompletableFuture<String> approval = later(() -> Database.refusal(reviewer,
                    "insert into gate.approval (draft_id, revision, hash, proposed_by) values (?, 1, ?, ?)", words.draft(),
                    words.hash(),
                    ROSA));
            Await.lockOf(reviewer);
            author.commit();
            assertEquals("GP409", approval.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            reviewer.commit();
        }
        assertEquals("GP409", people.post(PAOLO, RESPONDER, words, "GUARDED"));
        count("pair: edit against approve");
        return 1;
    }

    private int publishAgainstPublish() throws Exception {
        Words words = people.approve(PETRA, people.firstWords(ROSA, null, BUNDLE));
        try (Connection one = Database.as("gate", PETRA, RESPONDER)) {
            assertNull(AtTheGate.post(one, words.draft(), words.hash(), "GUARDED"));
            refusedAfter(one, words, "GUARDED", "GP409");
        }
        assertEquals("1", Database.seen("select count(*) from gate.publication where draft_id = '" + words.draft() + "'"));
        count("pair: publish against publish");
        return 1;
    }

    private int declineAgainstPublish() throws Exception {
        Words words = people.approve(PETRA, people.firstWords(ROSA, null, BUNDLE));
        try (Connection one = Database.as("gate", MIXED, RESPONDER)) {
            Database.execute(one, "insert into gate.decline (draft_id, revision, because) values (?, 1, 'No.')", words.draft());
            refusedAfter(one, words, "GUARDED", "GP409");
        }
        count("pair: decline against publish");
        return 1;
    }

    private int withdrawAgainstUpdate() throws Exception {
        String notice = people.published(null);
        Words words = people.approve(PETRA, propose(Kind.UPDATE, ROSA, null, notice, false));
        try (Connection one = Database.as("gate", PETRA, RESPONDER)) {
            Database.execute(one, "select published.withdraw(?, null, '')", notice);
            refusedAfter(one, words, "GUARDED", "GP409");
        }
        count("pair: withdraw against update");
        return 1;
    }

    /** Of the last two entries: the second takes the notice with it, and no notice is left without one. */
    private int withdrawAgainstWithdraw() throws Exception {
        String notice = people.published(null);
        assertNull(people.post(PAOLO, RESPONDER, people.approve(PETRA, propose(Kind.UPDATE, ROSA, null, notice, false)),
                "GUARDED"));
        String first = people.firstEntryOf(notice);
        String second = Database.seen("select id from published.notice_update where place = 2 and notice_id = ?", notice);
        try (Connection one = Database.as("gate", PETRA, RESPONDER); Connection other = Database.as("gate", PAOLO, RESPONDER)) {
            Database.execute(one, "select published.withdraw(?, ?, '')", notice, first);
            CompletableFuture<String> withdrawal = later(
                    () -> Database.refusal(other, "select published.withdraw(?, ?, '')", notice, second));
            Await.lockOf(other);
            one.commit();
            assertNull(withdrawal.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            other.commit();
        }
        assertEquals("0", Database.seen("select count(*) from published.notice where id = ?", notice));
        assertEquals("1", Database.seen("select count(*) from published.tombstone where id = ?", notice));
        return 0;
    }

    /** Stopped in the moment in which it falls due: the real schedule looks every second, and so does one of our own. */
    private int unscheduleAgainstDue() throws Exception {
        String due = Database.seen("select to_char((security.now() + interval '1500 ms') at time zone 'UTC', "
                + "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')");
        Words words = people.approve(PETRA,
                people.firstWords(ROSA, null, BUNDLE.replaceFirst("^\\{", "{\"goesOutAt\":\"" + due + "\",")));
        people.move(PAOLO, RESPONDER, words, "SCHEDULED");
        try (Connection one = Database.as("gate", PAOLO, RESPONDER)) {
            Database.execute(one, "update gate.draft set state = 'APPROVED' where id = ?", words.draft());
            Await.until("the time at which it falls due",
                    () -> Database.seen("select true where security.now() > '" + due + "'") != null);
            try (Connection schedule = Database.as("gate", SCHEDULE, RESPONDER)) {
                refusedAfter(one, schedule, words, "GUARDED", "GP409");
            }
        }
        assertEquals("APPROVED", Database.seen("select state from gate.draft where id = '" + words.draft() + "'"));
        count("pair: unschedule against due");
        return 1;
    }

    private void refusedAfter(Connection first, Words words, String lane, String refusal) throws Exception {
        try (Connection gate = Database.as("gate", PAOLO, RESPONDER)) {
            refusedAfter(first, gate, words, lane, refusal);
        }
    }

    /** Somebody publishes while another's transaction is open, waits for it, and is refused when it ends. */
    private void refusedAfter(Connection first, Connection gate, Words words, String lane, String refusal) throws Exception {
        CompletableFuture<String> post = later(() -> AtTheGate.post(gate, words.draft(), words.hash(), lane));
        Await.lockOf(gate);
        first.commit();
        assertEquals(refusal, post.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        gate.commit();
    }

    private interface Statement {
        String run() throws SQLException;
    }

    private static CompletableFuture<String> later(Statement statement) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return statement.run();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
