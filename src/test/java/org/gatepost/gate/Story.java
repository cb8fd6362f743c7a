package org.gatepost.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.gatepost.local.LocalAccounts;
import org.gatepost.testsupport.Api;

import io.restassured.response.Response;

/** What the stories about the gate have in common: who is there, how words are written, and how they come out. */
final class Story {
    static final Api ROSA = Api.as("responder");
    static final Api RAVI = Api.as("responder2");
    static final Api PETRA = Api.as("publisher");
    static final Api PAOLO = Api.as("publisher2");
    static final Api MACHINE = Api.as(Api.AUTOMATION);

    private Story() {
    }

    /** Only people who have been here can be named. */
    static void everybodyComes() {
        List.of(ROSA, RAVI, PETRA, PAOLO).forEach(one -> one.get("/operators").then().statusCode(200));
    }

    static String idOf(LocalAccounts.Account account) {
        return ROSA.get("/operators").then().extract().path("find { it.name == '" + account.fullName() + "' }.id");
    }

    /** @param more names and values, one after the other */
    static Map<String, Object> with(Map<String, Object> some, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    /** Words to readers. */
    static Map<String, Object> words(String title, String state, String words, Object... more) {
        return with(Map.of("title", title, "state", state, "words", words, "disclosures",
                List.of(to("readers", state.equals("RESOLVED") || state.equals("POSTMORTEM") ? "NONE" : "DEGRADED"))), more);
    }

    static Map<String, Object> to(String audience, String impact, Object... more) {
        return with(Map.of("audience", audience, "impact", impact), more);
    }

    static String incident(String title) {
        return ROSA.makes("/incidents", Map.of("title", title));
    }

    static String draft(String incident, Map<String, Object> content) {
        return ROSA.makes("/drafts",
                incident == null ? Map.of("content", content) : Map.of("incident", incident, "content", content));
    }

    static String update(String notice, Map<String, Object> content) {
        return ROSA.makes("/drafts", Map.of("notice", notice, "content", content));
    }

    /** Proposed by Rosa, approved and published by Petra. */
    static Response publish(String draft) {
        String hash = approve(draft);
        return PETRA.publishes(draft, hash);
    }

    /** @return the hash that Petra said yes to */
    static String approve(String draft) {
        String hash = ROSA.proposes(draft);
        PETRA.approves(draft, hash).then().statusCode(204);
        return hash;
    }

    /** @return the public id of the notice */
    static String out(String draft) {
        return publish(draft).then().statusCode(200).extract().path("notice");
    }

    static String notice(Map<String, Object> content) {
        return out(draft(null, content));
    }

    /** The public id of a component of this name, which two people publish if it is not there. */
    static String component(String name) {
        String path = "components.find { it.name == '" + name + "' }.id";
        String known = ROSA.get("/published").path(path);
        if (known != null) {
            return known;
        }
        publish(ROSA.makes("/parts", Map.of("title", name, "page", Map.of("components",
                List.of(Map.of("name", name, "position", 1, "audiences", List.of("readers", "contributors"))))))).then()
                .statusCode(200);
        return ROSA.get("/published").path(path);
    }

    static String template(String key) {
        return ROSA.get("/templates").then().statusCode(200).extract().path("find { it.key == '" + key + "' }.id");
    }

    /** The public id of an entry, counted from 0. */
    static String entry(String notice, int number) {
        return ROSA.get("/published").path("notices.find { it.id == '" + notice + "' }.updates[" + number + "].id");
    }

    /** How many notices of this title are public. */
    static int published(String title) {
        return ROSA.get("/published").then().extract().<List<String>>path("notices.title").stream().filter(title::equals)
                .toList()
                .size();
    }

    /** Does the same, or different things, at the same moment in threads of their own. */
    @SafeVarargs
    static <T> List<T> together(Callable<T>... acts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(acts.length);
        ExecutorService threads = Executors.newFixedThreadPool(acts.length);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> act : acts) {
                running.add(threads.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> one : running) {
                done.add(one.get(1, TimeUnit.MINUTES));
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    static void refused(int status, String field, Response answer) {
        assertEquals(status, answer.statusCode(), answer.asString());
        assertEquals("application/problem+json", answer.contentType().replaceFirst(";.*", ""));
        assertEquals(field, answer.path("field"), answer.asString());
    }
}
