package org.gatepost.twins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gatepost.testsupport.Api;

/** What somebody may do on a day, in the open or inside a circle. */
enum Deed {
    // In the open, by strangers, in both worlds.
    ALERTS_COME_IN(3, false, (world, chance) -> world.alerts(chance)),
    DECLARE(4, false, (world, chance) -> {
        String who = chance.of(world.open());
        Map<String, Object> body = declaration(chance);
        world.keep("incident", chance.oneIn(2) && world.has("alert") && !who.equals(Api.AUTOMATION)
                ? world.stranger(who, "POST", "/alerts/" + world.any("alert", chance) + "/incidents", body)
                : world.stranger(who, "POST", "/incidents", body));
    }),
    WORK(6, false, (world, chance) -> {
        if (world.has("incident")) {
            work(world.any("incident", chance), chance, (method, path, body) -> world.stranger(chance.of(world.open()), method,
                    path, body), world);
        }
    }),
    LINK(2, false, (world, chance) -> {
        if (world.has("incident") && world.has("alert")) {
            world.stranger(chance.of(world.open()), "POST", "/alerts/" + world.any("alert", chance) + "/links",
                    Map.of("incident", world.any("incident", chance)));
        }
    }),
    WRITE(4, false, (world, chance) -> world.keep("draft", world.stranger(chance.of(world.open()), "POST", "/drafts",
            draft(world, chance)))),
    AT_THE_GATE(6, false, (world, chance) -> {
        if (world.has("draft")) {
            gate(world.any("draft", chance), chance, world, chance.of(world.publishers()));
        }
    }),
    PUBLISH(8, false, (world, chance) -> {
        Eyes.Answer written = world.stranger("responder2", "POST", "/drafts", draft(world, chance));
        world.keep("draft", written);
        String draft = "/drafts/" + written.json().path("id").asText("none");
        String hash = world.stranger("responder2", "POST", draft + "/proposal", null).json().path("hash").asText("");
        world.stranger("publisher", "POST", draft + "/approval", Map.of("hash", hash));
        world.notice(world.stranger(chance.of(world.publishers()), "POST", draft + "/publication", Map.of("hash", hash)));
    }),
    /** Words that a second person has said yes to, and that wait. */
    APPROVE(2, false, (world, chance) -> {
        Eyes.Answer written = world.stranger("responder2", "POST", "/drafts", draft(world, chance));
        world.keep("draft", written);
        String draft = "/drafts/" + written.json().path("id").asText("none");
        String hash = world.stranger("responder2", "POST", draft + "/proposal", null).json().path("hash").asText("");
        world.stranger("publisher", "POST", draft + "/approval", Map.of("hash", hash));
    }),
    PUBLISH_FAST(3, false, (world, chance) -> {
        if (world.has("incident")) {
            world.notice(world.stranger("responder2", "POST", "/publications", fast(world.any("incident", chance), world)));
        }
    }),
    AMEND(2, false, (world, chance) -> {
        if (world.has("notice")) {
            String notice = world.any("notice", chance);
            Eyes.Answer written = world.stranger("responder2", "POST",
                    "/notices/" + notice + "/entries/" + world.entry(notice) + "/" + chance.of(List.of("corrections", "typos")),
                    Map.of("content", words(chance, "")));
            world.keep("draft", written);
        }
    }),
    TAKE_DOWN(3, false, (world, chance) -> {
        if (world.has("notice")) {
            String notice = world.any("notice", chance);
            String at = "/notices/" + notice + (chance.oneIn(2) ? "" : "/entries/" + world.entry(notice));
            Eyes.Answer taken = chance.oneIn(2)
                    ? world.stranger("publisher", "POST", at + "/retraction", Map.of("reason", "WRONG", "note", "Because"))
                    : world.stranger("publisher", "POST", at + "/withdrawal", Map.of("note", "Because"));
            if (chance.oneIn(2)) {
                world.stranger(chance.of(world.publishers()), "POST",
                        "/takedowns/" + taken.json().path("id").asText("none") + "/review", null);
            }
        }
    }),
    CHANGE_TEMPLATES(1, false, (world, chance) -> world.keep("draft", world.stranger(chance.of(world.open()), "POST",
            "/templates", Map.of("key", chance.of(List.of("resolved", "okapi")), "language", "en", "state", "RESOLVED", "name",
                    "Over", "title", "It is over", "words", Map.of("*", "It is over."), "phrases", Map.of())))),
    CHANGE_PARTS(1, false, (world, chance) -> world.keep("draft", world.stranger(chance.of(world.open()), "POST", "/parts",
            Map.of("title", "Parts", "page", Map.of("components", List.of(Map.of("name", chance.of(World.TITLES), "position",
                    chance.below(9), "audiences", List.of("readers")))))))),
    COME_IN(2, false, (world, chance) -> world.stranger(chance.of(world.open()), "GET", "/operators", null)),
    /** Strangers who have the id of something hidden from somewhere: the same answer as for what never was. */
    TRY_WHAT_IS_HIDDEN(6, false, (world, chance) -> {
        String who = chance.of(world.curious());
        String hidden = "{hidden incident " + chance.below(2) + "}";
        switch (chance.below(6)) {
            case 0 -> gate("{hidden draft " + chance.below(2) + "}", chance, world, who);
            case 1 -> world.stranger(who, "POST", "/drafts", Map.of("incident", hidden, "content", words(chance, "Tried")));
            case 2 -> world.stranger(who, "POST", "/incidents/" + hidden + "/embargo/members",
                    Map.of("operator", world.operator("responder2")));
            case 3 -> world.stranger(who, "POST", "/incidents/" + hidden + "/embargo", seal(world, "Tried"));
            case 4 ->
                world.stranger(who, "POST", "/alerts/" + (world.has("alert") ? world.any("alert", chance) : hidden) + "/links",
                        Map.of("incident", hidden));
            default -> work(hidden, chance, (method, path, body) -> world.stranger(who, method, path, body), world);
        }
    }),
    /** Who is cleared comes as far as the circle's own acts, where they are one of nobody's. */
    NAME_SOMEBODY_WHERE_NOBODY_IS(2, false, (world, chance) -> {
        List<String> cleared = world.curious().stream().filter(who -> who.startsWith("security")).toList();
        world.stranger(chance.of(cleared.isEmpty() ? world.curious() : cleared), "POST",
                "/incidents/{hidden incident 0}/embargo/members", Map.of("operator", world.operator("responder2")));
    }),
    /** What was public is sealed, in both worlds by the same person: from then on it has never been there. */
    SEAL_WHAT_WAS_OPEN(2, false, (world, chance) -> {
        if (world.has("incident")) {
            String incident = world.any("incident", chance);
            world.insider("responder", "POST", "/incidents/" + incident + "/embargo",
                    seal(world, world.side() + " has its reasons"));
            admitAll(incident, "responder", world);
            world.hide("incident", incident);
        }
    }),
    /**
     * A slip never counts as an embargo: the left world never had it, the right one undid it. That there was one is for all who are
     * cleared to read in the sealed record, so on days on which one of them is a stranger nobody slips.
     */
    DECLARE_BY_A_SLIP(1, false, (world, chance) -> {
        Map<String, Object> body = declaration(chance);
        boolean slips = world.side() == Side.RIGHT && world.insiders().contains("security2");
        if (slips) {
            body.put("seal", seal(world, "A slip"));
        }
        Eyes.Answer made = world.insider("responder", "POST", "/incidents", body);
        if (slips) {
            world.insider("responder", "DELETE", "/incidents/" + made.json().path("id").asText() + "/embargo", null);
        }
        world.keep("incident", made);
    }),
    /**
     * Held back in both worlds, by the same person under the same title, worked on in different ways inside, and out at once because it
     * leaked: what everybody sees from then on is the same, because a release opens words and not the record.
     */
    HOLD_BACK_UNTIL_IT_LEAKS(3, false, (world, chance) -> {
        Map<String, Object> body = declaration(chance);
        body.put("seal", seal(world, "Held back, for the reasons of " + world.side()));
        body.remove("criterion");
        body.remove("evidence");
        Eyes.Answer made = world.insider("responder", "POST", "/incidents", body);
        String at = "/incidents/" + made.json().path("id").asText();
        Chance own = new Chance(chance.seed() + world.side().ordinal());
        for (int i = own.below(4); i > 0; i--) {
            quietWork(at, own, world);
        }
        world.insider("responder", "POST", at + "/embargo/break",
                Map.of("what", "Okapi, seen by " + world.side(), "toWhom", "A list of " + world.side()));
        world.keep("incident", made);
    }),
    /** The same, and released by two when the time has come. */
    HOLD_BACK_AND_RELEASE(3, false, (world, chance) -> {
        Map<String, Object> body = declaration(chance);
        body.put("seal", seal(world, "Held back, for the reasons of " + world.side()));
        body.remove("criterion");
        body.remove("evidence");
        Eyes.Answer made = world.insider("responder", "POST", "/incidents", body);
        String at = "/incidents/" + made.json().path("id").asText();
        world.insider("responder", "POST", at + "/embargo/members", Map.of("operator", world.operator("security")));
        Chance own = new Chance(chance.seed() + world.side().ordinal());
        for (int i = own.below(4); i > 0; i--) {
            quietWork(at, own, world);
        }
        world.insider("responder", "GET", at + "/embargo", null).json().path("conditions")
                .forEach(one -> world.insider("responder",
                        "PUT", at + "/embargo/conditions/" + one.path("id").asText(),
                        Map.of("met", true, "note", "By " + world.side())));
        world.insider("responder", "POST", at + "/embargo/release", Map.of("scope", "RESPONDERS"));
        world.insider("security", "POST", at + "/embargo/release/agreement", null);
        world.whatIsDueGoesOut();
        world.keep("incident", made);
    }),
    /** Somebody was of the circle and is no more: what happens inside from then on is nothing to them. */
    LEAVE_THE_CIRCLE(2, false, (world, chance) -> {
        if (!world.canDismiss() || world.insiders().contains("publisher2")) {
            return;
        }
        Eyes.Answer made = world.insider("responder", "POST", "/incidents",
                Map.of("title", chance.of(World.TITLES), "seal", Map.of("reason", "Held back", "circle", "NAMED_PEOPLE")));
        String at = "/incidents/" + made.json().path("id").asText();
        admitAll(made.json().path("id").asText(), "responder", world);
        String former = world.operator("publisher2");
        world.insider("responder", "POST", at + "/embargo/members", Map.of("operator", former));
        world.insider("publisher2", "GET", at, null);
        world.insider("responder", "DELETE", at + "/embargo/members/" + former, null);
        Chance own = new Chance(chance.seed() + world.side().ordinal());
        for (int i = own.below(4); i > 0; i--) {
            quietWork(at, own, world);
        }
        world.stranger("publisher2", "GET", at, null);
        world.hide("incident", made);
    }),
    /**
     * One of the strangers is named to something else, the same in both worlds: from then on their ceiling is that of people who may know
     * something, and opens nothing of what they were not named to.
     */
    NAMED_ELSEWHERE(2, false, (world, chance) -> {
        Eyes.Answer made = world.insider("responder", "POST", "/incidents", Map.of("title", chance.of(World.TITLES), "seal",
                Map.of("reason", "Held back", "circle", "NAMED_PEOPLE")));
        world.insider("responder", "POST", "/incidents/" + made.json().path("id").asText() + "/embargo/members",
                Map.of("operator", world.operator(chance.of(List.of("responder2", "publisher")))));
        world.keep(World.ELSEWHERE, made);
    }),

    // Inside the circle, in one world.
    DECLARE_SEALED(4, true, (world, chance) -> {
        String who = chance.of(world.sealers());
        Map<String, Object> body = declaration(chance);
        body.put("seal", seal(world, "Okapi tokens are out"));
        Eyes.Answer made = chance.oneIn(2) && world.has("alert") && !who.equals(Api.AUTOMATION)
                ? world.insider(who, "POST", "/alerts/" + world.any("alert", chance) + "/incidents", body)
                : world.insider(who, "POST", "/incidents", body);
        world.hide("incident", made);
        admitAll(made.json().path("id").asText(), who.equals(Api.AUTOMATION) ? "security" : who, world);
    }),
    /** Open for as long as nobody looks, with words that wait. */
    DECLARE_AND_SEAL_AT_ONCE(2, true, (world, chance) -> {
        Eyes.Answer made = world.insider("responder", "POST", "/incidents", declaration(chance));
        String incident = made.json().path("id").asText();
        Eyes.Answer written = world.insider("responder", "POST", "/drafts",
                Map.of("incident", incident, "content", words(chance, "Okapi words that wait")));
        String draft = written.json().path("id").asText();
        String hash = world.insider("responder", "POST", "/drafts/" + draft + "/proposal", null).json().path("hash").asText();
        world.insider("publisher2", "POST", "/drafts/" + draft + "/approval", Map.of("hash", hash));
        world.insider("responder", "POST", "/incidents/" + incident + "/embargo", seal(world, "Okapi"));
        admitAll(incident, "responder", world);
        world.hide("incident", made);
        world.hide("draft", written);
        world.insider("publisher2", "POST", "/drafts/" + draft + "/publication", Map.of("hash", hash));
    }),
    WORK_INSIDE(6, true, "incident", (world, chance) -> work(world.hidden("incident", chance), chance,
            (method, path, body) -> world.insider(chance.of(world.insiders()), method, path, body), world)),
    LINK_INSIDE(3, true, "incident", (world, chance) -> {
        if (world.has("alert")) {
            world.insider(chance.of(world.insiders()), "POST", "/alerts/" + world.any("alert", chance) + "/links",
                    Map.of("incident", world.hidden("incident", chance)));
        }
    }),
    ADMIT(2, true, "incident", (world, chance) -> world.insider(chance.of(world.insiders()), "POST",
            "/incidents/" + world.hidden("incident", chance) + "/embargo/members",
            Map.of("operator", world.operator(chance.of(world.insiders()))))),
    WRITE_INSIDE(4, true, "incident",
            (world, chance) -> world.hide("draft", world.insider(chance.of(world.insiders()), "POST", "/drafts",
                    Map.of("incident", world.hidden("incident", chance), "content", words(chance, chance.of(World.TITLES)))))),
    AT_THE_GATE_INSIDE(5, true, "draft", (world, chance) -> {
        String draft = world.hidden("draft", chance);
        String hash = world.insider("responder", "POST", "/drafts/" + draft + "/proposal", null).json().path("hash").asText("");
        String who = chance.of(world.insiders());
        switch (chance.below(4)) {
            case 0 -> world.insider("responder", "POST", "/drafts/" + draft + "/requests",
                    Map.of("publisher", world.operator("publisher2")));
            case 1 -> world.insider("publisher2", "POST", "/drafts/" + draft + "/decline",
                    Map.of("hash", hash, "because", "Okapi, say more"));
            default -> {
                world.insider("publisher2", "POST", "/drafts/" + draft + "/approval", Map.of("hash", hash));
                world.insider(who, "POST", "/drafts/" + draft + "/publication", Map.of("hash", hash));
            }
        }
    }),
    READ_INSIDE(2, true, "incident", (world, chance) -> {
        String who = chance.of(world.insiders());
        Stream.of("", "/embargo", "/alerts", "/drafts", "/publications")
                .forEach(path -> world.insider(who, "GET", "/incidents/" + world.hidden("incident", chance) + path, null));
        world.insider(who, "GET", "/incidents?words=okapi", null);
    }),
    /** Conditions, reviews, owners, symptoms, a release that is agreed on and cancelled. */
    LIVE_INSIDE(5, true, "incident", (world, chance) -> life("/incidents/" + world.hidden("incident", chance), chance, world)),
    /** What a machine sends is born sealed, for as long as it is named. */
    BEAR_SEALED(2, true, (world, chance) -> {
        String machine = "/integrations/" + world.operator(Api.AUTOMATION);
        if (world.day().onlyNamed()) {
            return;
        }
        if (world.insider("security", "PUT", machine, null).status() < 300) {
            world.alertsOfAMachine(chance);
            world.insider("security", "DELETE", machine, null);
        }
    }),
    /** What is left of words that went out before their incident was sealed, and of what was said of them. */
    LEFT_FROM_BEFORE(3, true, "draft", (world, chance) -> world.leftFromBefore(world.hidden("draft", chance),
            world.hidden("incident", chance)));

    private static final List<String> IMPACTS = List.of("DEGRADED", "PARTIAL_OUTAGE", "MAJOR_OUTAGE");

    private final int weight;
    final boolean isSecret;
    /** The kind of hidden thing that it is done with; without one it is not done. */
    private final String needs;
    private final BiConsumer<World, Chance> doing;

    Deed(int weight, boolean isSecret, BiConsumer<World, Chance> doing) {
        this(weight, isSecret, null, doing);
    }

    Deed(int weight, boolean isSecret, String needs, BiConsumer<World, Chance> doing) {
        this.weight = weight;
        this.isSecret = isSecret;
        this.needs = needs;
        this.doing = doing;
    }

    static Deed any(Chance chance, boolean secret) {
        List<Deed> bag = new ArrayList<>();
        Stream.of(values()).filter(deed -> deed.isSecret == secret)
                .forEach(deed -> IntStream.range(0, deed.weight).forEach(i -> bag.add(deed)));
        return chance.of(bag);
    }

    void in(World world, Chance chance) {
        if (!isSecret || needs == null || world.hasHidden(needs)) {
            doing.accept(world, chance);
        }
    }

    /** The whole circle of the day is named, so that nobody of it is a stranger to what hides in it. */
    private static void admitAll(String incident, String by, World world) {
        world.insiders().stream().filter(one -> !one.equals(by)).forEach(one -> world.insider(by, "POST",
                "/incidents/" + incident + "/embargo/members", Map.of("operator", world.operator(one))));
    }

    private interface Sends {
        Eyes.Answer send(String method, String path, Object body);
    }

    private static Map<String, Object> declaration(Chance chance) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", chance.of(World.TITLES));
        if (chance.oneIn(2)) {
            body.put("severity", 1 + chance.below(4));
        }
        if (chance.oneIn(2)) {
            body.put("criterion", "SECURITY");
            body.put("evidence", "Seen");
        }
        return body;
    }

    private static Map<String, Object> seal(World world, String reason) {
        return Map.of("reason", reason, "circle", world.day().onlyNamed() ? "NAMED_PEOPLE" : "SECURITY_TEAM");
    }

    private static void work(String incident, Chance chance, Sends sends, World world) {
        String at = "/incidents/" + incident;
        switch (chance.below(9)) {
            case 0 -> sends.send("PUT", at + "/title", Map.of("title", chance.of(World.TITLES)));
            case 1 -> sends.send("PUT", at + "/severity", Map.of("severity", 1 + chance.below(4)));
            case 2 -> sends.send("PUT", at + "/criteria/BROADLY_VISIBLE", Map.of("evidence", "Okapi"));
            case 3 -> sends.send("PUT", at + "/affected/readers", Map.of("impact", chance.of(IMPACTS)));
            case 4 -> {
                sends.send("POST", at + "/command-offer", Map.of("operator", world.operator("publisher2")));
                world.insider("publisher2", "POST", at + "/command-acceptance", null);
            }
            case 5 -> sends.send("POST", at + "/timeline", Map.of("words", "Okapi was seen"));
            case 6 -> sends.send("POST", at + "/mitigation", Map.of("statement", "Bounded"));
            case 7 -> sends.send("POST", at + "/resolution", Map.of("statement", "Over"));
            default -> sends.send("POST", at + "/reopening", null);
        }
    }

    /** What stays closed when the words open: nothing of the row that everybody sees afterwards. */
    private static void quietWork(String at, Chance chance, World world) {
        switch (chance.below(7)) {
            case 0 -> world.insider("responder", "POST", at + "/timeline", Map.of("words", "Okapi was seen"));
            case 1 -> world.insider("responder", "PUT", at + "/criteria/SECURITY", Map.of("evidence", "Okapi"));
            case 2 -> world.insider("responder", "PUT", at + "/affected/readers", Map.of("impact", "DEGRADED"));
            case 3 ->
                world.insider("responder", "POST", at + "/embargo/members", Map.of("operator", world.operator("security")));
            case 4 -> world.insider("responder", "POST", "/drafts",
                    Map.of("incident", at.substring("/incidents/".length()), "content",
                            words(chance, "Okapi words")));
            case 5 ->
                world.insider("responder", "POST", at + "/embargo/conditions", Map.of("words", "Okapi caches are purged"));
            default -> {
                if (world.has("alert")) {
                    world.insider("responder", "POST", "/alerts/" + world.any("alert", chance) + "/links",
                            Map.of("incident", at.substring("/incidents/".length())));
                }
            }
        }
    }

    private static void life(String at, Chance chance, World world) {
        String who = chance.of(world.insiders());
        switch (chance.below(7)) {
            case 0 -> world.insider(who, "GET", at + "/embargo", null).json().path("conditions")
                    .forEach(one -> world.insider(who, "PUT",
                            at + "/embargo/conditions/" + one.path("id").asText(), Map.of("met", true, "note", "Okapi")));
            case 1 -> world.insider(who, "POST", at + "/embargo/conditions", Map.of("words", "Okapi caches are purged"));
            case 2 -> world.insider(who, "POST", at + "/embargo/extension",
                    Map.of("until", "2026-04-05T12:00:00Z", "because", "Okapi takes longer"));
            case 3 -> world.insider(who, "PUT", at + "/embargo/owner", Map.of("operator", world.operator("security")));
            case 4 -> {
                if (world.has("incident")) {
                    world.insider(who, "PUT", at + "/embargo/symptoms/" + world.any("incident", chance), Map.of());
                }
            }
            case 5 -> {
                if (world.has("notice")) {
                    world.insider(who, "PUT", at + "/embargo/covers/" + world.any("notice", chance),
                            Map.of("knownSince", "2026-03-05T11:00:00Z", "because", "People are at risk"));
                }
            }
            default -> {
                world.insider(who, "POST", at + "/embargo/release", Map.of("scope", "RESPONDERS"));
                world.insider("security", "POST", at + "/embargo/release/agreement", null);
                world.insider(who, "DELETE", at + "/embargo/release", null);
            }
        }
    }

    static Map<String, Object> words(Chance chance, String title) {
        String impact = chance.of(IMPACTS);
        List<Map<String, Object>> told = new ArrayList<>();
        for (String audience : chance.oneIn(2) ? List.of("readers") : List.of("readers", "contributors", "movement")) {
            told.add(Map.of("audience", audience, "impact", impact));
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("title", title);
        content.put("state", chance.of(List.of("INVESTIGATING", "IDENTIFIED", "MONITORING", "RESOLVED")));
        content.put("words", "Some pages answer with an **error** of kind " + chance.below(100) + ".");
        content.put("disclosures", told);
        if (chance.oneIn(2)) {
            content.put("effects", List.of(Map.of("component", World.COMPONENT, "status", "DEGRADED_PERFORMANCE")));
        }
        return content;
    }

    private static Map<String, Object> draft(World world, Chance chance) {
        Map<String, Object> body = new LinkedHashMap<>();
        boolean isUpdate = world.has("notice") && chance.oneIn(2);
        if (isUpdate) {
            body.put("notice", world.any("notice", chance));
        } else if (world.has("incident") && !chance.oneIn(3)) {
            body.put("incident", world.any("incident", chance));
        }
        body.put("content", words(chance, isUpdate ? "" : chance.of(World.TITLES)));
        return body;
    }

    private static Map<String, Object> fast(String incident, World world) {
        return Map.of("incident", incident, "template", world.starter(), "disclosures",
                List.of(Map.of("audience", "readers", "impact", "DEGRADED")));
    }

    private static void gate(String draft, Chance chance, World world, String who) {
        String at = "/drafts/" + draft;
        String hash = world.hash(draft);
        switch (chance.below(11)) {
            case 0 ->
                world.stranger(who, "PUT", at, Map.of("version", chance.below(2), "content", words(chance, "Written on")));
            case 1 -> world.stranger(who, "DELETE", at, null);
            case 2 -> world.stranger(who, "DELETE", at + "/proposal", null);
            case 3 -> world.stranger(who, "POST", at + "/decline", Map.of("hash", hash, "because", "Say more"));
            case 4 -> world.stranger(who, "POST", at + "/requests", Map.of("publisher", world.operator("publisher")));
            case 5 -> world.notice(world.stranger(who, "POST", at + "/publication", Map.of("hash", hash)));
            case 6 -> world.notice(world.stranger(who, "POST", at + "/short-publication", Map.of("hash", hash)));
            case 7 -> world.stranger(who, "POST", at + "/schedule", Map.of("hash", hash));
            case 8 -> world.stranger(who, "POST", at + "/approval", Map.of("hash", hash));
            case 9 -> world.stranger(who, "POST", at + "/publication/review", null);
            default -> world.stranger(who, "POST", at + "/proposal", null);
        }
    }
}
