package org.gatepost.twins;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.gatepost.testsupport.Database;

/**
 * Something that would let a secret out, and the day on which it would. Planted by the test alone and taken back by it: the product has
 * no such switch.
 *
 * @param after what it is modelled on: rows of the catalogue, or what was got wrong elsewhere
 * @param plant makes it, and answers what takes it away again
 * @param deeds of the day that is chosen for it
 */
record Leak(String name, String after, Supplier<Runnable> plant, boolean onlyNamed, List<Deed> deeds) {

    private static final List<Deed> USUAL = List.of(Deed.ALERTS_COME_IN, Deed.DECLARE, Deed.DECLARE_SEALED, Deed.WORK_INSIDE,
            Deed.WRITE_INSIDE, Deed.TRY_WHAT_IS_HIDDEN, Deed.TRY_WHAT_IS_HIDDEN);
    private static final List<Deed> GATE = List.of(Deed.DECLARE, Deed.PUBLISH, Deed.DECLARE_SEALED, Deed.WRITE_INSIDE,
            Deed.AT_THE_GATE_INSIDE, Deed.WRITE_INSIDE, Deed.AT_THE_GATE_INSIDE, Deed.LEFT_FROM_BEFORE,
            Deed.AT_THE_GATE_INSIDE);
    private static final List<Deed> LINKS = List.of(Deed.ALERTS_COME_IN, Deed.ALERTS_COME_IN, Deed.DECLARE, Deed.LINK,
            Deed.DECLARE_SEALED,
            Deed.LINK_INSIDE, Deed.LINK_INSIDE, Deed.LINK_INSIDE);
    private static final List<Deed> TRIES = Stream
            .concat(Stream.of(Deed.ALERTS_COME_IN, Deed.DECLARE_SEALED, Deed.WRITE_INSIDE),
                    Stream.generate(() -> Deed.TRY_WHAT_IS_HIDDEN).limit(10))
            .toList();
    private static final List<Deed> COLLIDES = List.of(Deed.DECLARE_SEALED, Deed.WRITE_INSIDE, Deed.DECLARE_SEALED,
            Deed.DECLARE,
            Deed.DECLARE, Deed.WRITE, Deed.WRITE);

    private static final List<Deed> RECEIVES = List.of(Deed.ALERTS_COME_IN, Deed.DECLARE_SEALED, Deed.LINK_INSIDE,
            Deed.LINK_INSIDE,
            Deed.ALERTS_COME_IN);
    private static final List<Deed> READS = List.of(Deed.DECLARE, Deed.DECLARE_SEALED, Deed.READ_INSIDE);
    private static final List<Deed> ELSEWHERE = List.of(Deed.DECLARE, Deed.NAMED_ELSEWHERE, Deed.DECLARE_SEALED,
            Deed.WORK_INSIDE);

    private static final String NAMED_TO_SOMETHING = "whoever may know something may know everything";

    /** What people read by API and console is most of what looking costs: leaks that show elsewhere are looked for elsewhere. */
    private static final Set<Channel> ALL = EnumSet.allOf(Channel.class);
    static final Set<Channel> CHEAP = EnumSet.complementOf(EnumSet.of(Channel.API, Channel.CONSOLE));

    /** One for each channel, which every build plants, and where it looks for it; a thorough one plants them all and looks everywhere. */
    private static final Map<String, Set<Channel>> ALWAYS = Map.of(Spill.FORBIDDEN.name, ALL, Spill.TOTAL_IN_HEADER.name, ALL,
            Spill.LOGGED.name, CHEAP, Spill.IN_HEALTH.name, CHEAP, "no wall around gate.draft", ALL,
            "a seal moves the public edition", CHEAP, "a hidden draft is pushed to readers", CHEAP,
            "a seal notifies whoever listens", CHEAP, "a seal is said in PostgreSQL's log", CHEAP,
            "each embargo has a table of its own", CHEAP);

    boolean isAlways() {
        return ALWAYS.containsKey(name);
    }

    /** @param atADesk whether somebody waits */
    Set<Channel> lookedForOn(boolean atADesk) {
        return atADesk ? ALWAYS.get(name) : ALL;
    }

    static List<Leak> all() {
        List<Leak> leaks = new ArrayList<>();
        for (Spill spill : Spill.values()) {
            leaks.add(new Leak(spill.name, spill.after, () -> {
                Spills.planted = spill;
                return () -> Spills.planted = null;
            }, spill.onlyNamed,
                    spill == Spill.SLUG_TAKEN || spill == Spill.IDS_BY_COUNT
                            ? COLLIDES
                            : spill == Spill.RECEIPT
                                    ? RECEIVES
                                    : spill == Spill.CACHED_FOR_ALL ? READS : USUAL));
        }
        for (String table : List.of("incident.criterion_met", "incident.affected_audience", "incident.timeline_entry",
                "embargo.embargo", "embargo.member")) {
            leaks.add(new Leak("no wall around " + table, "L23", sql("alter table " + table + " disable row level security",
                    "alter table " + table + " enable row level security"), false,
                    List.of(Deed.DECLARE, Deed.DECLARE_SEALED, Deed.WORK_INSIDE, Deed.WORK_INSIDE, Deed.WORK_INSIDE,
                            Deed.WORK_INSIDE,
                            Deed.WORK_INSIDE, Deed.WORK_INSIDE)));
        }
        leaks.add(new Leak("no wall around alert.incident_link", "L11, D13", sql(
                "alter table alert.incident_link disable row level security",
                "alter table alert.incident_link enable row level security"), false, LINKS));
        for (String table : List.of("gate.draft", "gate.revision", "gate.approval", "gate.decline", "gate.omission",
                "gate.approval_request", "gate.publication", "gate.takedown")) {
            leaks.add(new Leak("no wall around " + table, "L23", sql("alter table " + table + " disable row level security",
                    "alter table " + table + " enable row level security"), false, GATE));
        }
        leaks.add(new Leak("a takedown forgets its incident", "L11", policy("gate.takedown", "ceiling_gate", "true"), false,
                GATE));
        leaks.add(new Leak("the room's ceiling is dropped and the person not asked", "L2, L4, L5",
                both(policy("incident.incident", "ceiling_responder", "true"),
                        policy("incident.incident", "person", "(select security.person()) is not null")),
                false, USUAL));
        leaks.add(new Leak(NAMED_TO_SOMETHING, "decision 2", policy("incident.incident", "person",
                "(select security.person()) is not null"), false, ELSEWHERE));
        leaks.add(new Leak("clearance suffices among named people", "decision 2", function("embargo.may_know(uuid)",
                "e.circle = 'SECURITY_TEAM' AND security.is_cleared()", "security.is_cleared()"), true, USUAL));
        leaks.add(new Leak("may_see forgets the seal", "L2",
                function("embargo.may_see(uuid)", "(NOT sealed OR embargo.may_know(id))",
                        "true"),
                false, USUAL));
        leaks.add(new Leak("sealing says 403 for what is hidden", "L2, L29", function("embargo.seal(uuid,text,text,text)",
                "USING ERRCODE = 'GP404'",
                "USING ERRCODE = case when exists (select from incident.incident where id = p_incident) "
                        + "then 'GP403' else 'GP404' end"),
                false, TRIES));
        leaks.add(new Leak("naming people says 409 for what is hidden", "L2", function("embargo.admit(uuid,uuid)",
                "USING ERRCODE = 'GP404'",
                "USING ERRCODE = case when exists (select from incident.incident where id = p_incident) "
                        + "then 'GP409' else 'GP404' end"),
                true, List.of(Deed.DECLARE_SEALED, Deed.NAME_SOMEBODY_WHERE_NOBODY_IS)));
        leaks.add(new Leak("a seal takes everybody's approvals", "L11",
                function("gate.suspend(uuid)", "incident_id = p_incident",
                        "(incident_id = p_incident or true)"),
                false,
                List.of(Deed.DECLARE, Deed.APPROVE, Deed.APPROVE, Deed.DECLARE_SEALED)));
        leaks.add(new Leak("titles are unique", "L28, D13", sql("create unique index planted on incident.incident (title)",
                "drop index incident.planted"), false, COLLIDES));
        leaks.add(new Leak("titles of drafts are unique", "L28, D13", sql("create unique index planted on gate.draft (title)",
                "drop index gate.planted"), false, COLLIDES));
        leaks.add(new Leak("incidents are numbered one by one", "L1, D14", trigger("before insert", "incident.incident",
                "new.title := left(new.title, 150) || ' (' || (select count(*) + 1 from incident.incident) || ')'; return new;"),
                false, List.of(Deed.DECLARE_SEALED, Deed.DECLARE)));
        leaks.add(new Leak("a seal moves the public edition", "D2, D3", trigger("after insert", "embargo.embargo",
                "update published.edition set revision = revision + 1; return new;"), false, USUAL));
        leaks.add(new Leak("private work touches updated_at of notices", "L13, L37", trigger("after insert",
                "incident.timeline_entry",
                "update published.notice set updated_at = updated_at + interval '1 s' where exists (select from incident.incident i "
                        + "where i.id = new.incident_id and i.sealed); return new;"),
                false,
                List.of(Deed.DECLARE, Deed.PUBLISH, Deed.DECLARE_SEALED, Deed.WORK_INSIDE, Deed.WORK_INSIDE, Deed.WORK_INSIDE,
                        Deed.WORK_INSIDE)));
        leaks.add(new Leak("a hidden draft is pushed to readers", "L35", trigger("after insert", "gate.draft",
                "if exists (select from incident.incident i where i.id = new.incident_id and i.sealed) then "
                        + "insert into published.notice (id, kind, title, started_at, published_at, updated_at) values ('plantednotic', "
                        + "'INCIDENT', new.title, security.now(), security.now(), security.now()) on conflict do nothing; "
                        + "insert into published.notice_update (id, notice_id, place, title, state, shown_at, published_at) values "
                        + "('plantedentry', 'plantednotic', 1, new.title, 'INVESTIGATING', security.now(), security.now()) "
                        + "on conflict do nothing; end if; return new;"),
                false, List.of(Deed.DECLARE_SEALED, Deed.WRITE_INSIDE)));
        leaks.add(new Leak("a component changes with a hidden incident", "L36, D17", trigger("after insert", "embargo.embargo",
                "update published.component set description = 'Under observation'; return new;"), false, USUAL));
        leaks.add(new Leak("an alert remembers a sealed link", "L11", trigger("after insert", "alert.incident_link",
                "update alert.alert set starts_at = starts_at + interval '1 ms' where id = new.alert_id and exists (select from "
                        + "incident.incident i where i.id = new.incident_id and i.sealed); return new;"),
                false, LINKS));
        leaks.add(new Leak("an alert is hidden with its incident", "decision 8", sql(
                List.of("create function embargo.planted() returns setof uuid language sql stable security definer set search_path = "
                        + "pg_catalog, pg_temp as 'select l.alert_id from alert.incident_link l join incident.incident i on "
                        + "i.id = l.incident_id where i.sealed'",
                        "create policy planted on alert.alert as restrictive to gatepost_responder using (not exists (select from "
                                + "embargo.planted() l where l = id))"),
                List.of("drop policy planted on alert.alert", "drop function embargo.planted()")), false, LINKS));
        leaks.add(new Leak("an open incident is told that a hidden one is related", "L11", trigger("after insert",
                "alert.incident_link",
                "insert into incident.timeline_entry (incident_id, happened_at, words, written_by, written_at) select l.incident_id, "
                        + "security.now(), 'Another incident is about the same alert.', new.linked_by, security.now() from "
                        + "alert.incident_link l where l.alert_id = new.alert_id and l.incident_id <> new.incident_id; return new;"),
                false, List.of(Deed.ALERTS_COME_IN, Deed.DECLARE, Deed.LINK, Deed.LINK, Deed.DECLARE_SEALED, Deed.LINK_INSIDE,
                        Deed.LINK_INSIDE, Deed.LINK_INSIDE)));
        leaks.add(new Leak("a seal counts up open incidents", "D2", trigger("after insert", "embargo.embargo",
                "update incident.incident set version = version + 1 where not sealed; return new;"), false, USUAL));
        leaks.add(new Leak("who is in a circle is marked", "L39", trigger("after insert", "embargo.member",
                "update security.operator set name = name || ' (busy)' where id = new.operator_id and name not like '%(busy)'; "
                        + "return new;",
                "update security.operator set name = replace(name, ' (busy)', '')"), false, USUAL));
        leaks.add(new Leak("a seal notifies whoever listens", "D20", trigger("after insert", "embargo.embargo",
                "perform pg_notify('embargo', new.incident_id::text); return new;"), false, USUAL));
        leaks.add(new Leak("a seal is said in PostgreSQL's log", "D19", trigger("after insert", "embargo.embargo",
                "perform set_config('log_min_messages', 'warning', true); "
                        + "raise warning 'sealed: %', (select title from incident.incident where id = new.incident_id); return new;"),
                false,
                USUAL));
        leaks.add(new Leak("each embargo has a table of its own", "D20", trigger("after insert", "embargo.embargo",
                "execute format('create table embargo.%I ()', 'of ' || new.incident_id); return new;",
                "do $$ declare it regclass; begin for it in select oid::regclass from pg_class where relname like 'of %' and relkind = 'r' "
                        + "loop execute format('drop table %s', it); end loop; end $$"),
                false, USUAL));
        leaks.add(new Leak("a view shows what its owner sees", "pitfalls of PostgreSQL", sql(
                List.of("create view incident.planted as select * from incident.incident",
                        "grant select on incident.planted to gatepost_responder"),
                List.of("drop view incident.planted")), false, USUAL));
        leaks.add(new Leak("the stream of what was done is open", "L12", sql(
                List.of("alter table security.audit disable row level security",
                        "grant select on security.audit to gatepost_responder"),
                List.of("alter table security.audit enable row level security",
                        "revoke select on security.audit from gatepost_responder")),
                false, USUAL));
        return leaks;
    }

    private static Supplier<Runnable> sql(String plants, String takes) {
        return sql(List.of(plants), List.of(takes));
    }

    private static Supplier<Runnable> sql(List<String> plants, List<String> takes) {
        return () -> {
            Database.bySuperuser(plants.toArray(String[]::new));
            return () -> Database.bySuperuser(takes.toArray(String[]::new));
        };
    }

    private static Supplier<Runnable> both(Supplier<Runnable> one, Supplier<Runnable> other) {
        return () -> {
            Runnable first = one.get();
            Runnable second = other.get();
            return () -> {
                second.run();
                first.run();
            };
        };
    }

    private static Supplier<Runnable> function(String name, String check, String instead) {
        return () -> {
            String right = Database.seen("select pg_get_functiondef('" + name + "'::regprocedure)");
            if (!right.contains(check)) {
                throw new AssertionError(name + " does not say " + check + " any more.");
            }
            Database.bySuperuser(right.replace(check, instead));
            return () -> Database.bySuperuser(right);
        };
    }

    private static Supplier<Runnable> policy(String table, String policy, String instead) {
        return () -> {
            String right = Database
                    .seen("select format('alter policy %I on %s using (%s) with check (%s)', polname, polrelid::regclass, "
                            + "pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy where polrelid = '"
                            + table
                            + "'::regclass and polname = '" + policy + "'");
            Database.bySuperuser(
                    "alter policy " + policy + " on " + table + " using (" + instead + ") with check (" + instead + ")");
            return () -> Database.bySuperuser(right);
        };
    }

    /** @param last what has to be cleaned up besides */
    private static Supplier<Runnable> trigger(String when, String table, String body, String... last) {
        return () -> {
            // By the superuser, so that no wall is in its way.
            Database.bySuperuser(
                    "create function public.planted() returns trigger language plpgsql security definer as $planted$ begin "
                            + body + " end $planted$",
                    "create trigger planted " + when + " on " + table + " for each row execute function public.planted()");
            return () -> {
                Database.bySuperuser("drop trigger planted on " + table, "drop function public.planted()");
                Database.bySuperuser(last);
            };
        };
    }
}
