package org.gatepost.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/**
 * Everything that the API lets somebody do with an id, by the API's own description, so that an act that is added is tried from its
 * first day on.
 *
 * @param path below /api/v1, with the kind of its id in it: {incident}, {draft}, {alert}, {notice} or {takedown}
 * @param body what makes sense there, or null where nothing is sent
 */
public record Act(String method, String path, Object body) {
    private static final String SOMETHING = "00000000-0000-4000-8000-00000000abcd";
    private static final Map<String, Object> BODIES = Map.ofEntries(
            Map.entry("PUT /incidents/{incident}/title", Map.of("title", "Renamed")),
            Map.entry("PUT /incidents/{incident}/severity", Map.of("severity", 3)),
            Map.entry("PUT /incidents/{incident}/criteria/OTHER", Map.of("evidence", "Seen")),
            Map.entry("PUT /incidents/{incident}/affected/readers", Map.of("impact", "DEGRADED")),
            Map.entry("POST /incidents/{incident}/command-offer", Map.of("operator", SOMETHING)),
            Map.entry("POST /incidents/{incident}/timeline", Map.of("words", "Something")),
            Map.entry("POST /incidents/{incident}/mitigation", Map.of("statement", "Done")),
            Map.entry("POST /incidents/{incident}/resolution", Map.of("statement", "Done")),
            Map.entry("POST /incidents/{incident}/embargo", Map.of("reason", "Because", "circle", "SECURITY_TEAM")),
            Map.entry("POST /incidents/{incident}/embargo/members", Map.of("operator", SOMETHING)),
            Map.entry("PUT /incidents/{incident}/embargo/owner", Map.of("operator", SOMETHING)),
            Map.entry("POST /incidents/{incident}/embargo/conditions", Map.of("words", "Caches are purged")),
            Map.entry("PUT /incidents/{incident}/embargo/conditions/" + SOMETHING, Map.of("met", true, "note", "Done")),
            Map.entry("POST /incidents/{incident}/embargo/extension",
                    Map.of("until", "2026-03-06T12:00:00Z", "because", "Partners need longer")),
            Map.entry("POST /incidents/{incident}/embargo/release", Map.of("scope", "RESPONDERS")),
            Map.entry("POST /incidents/{incident}/embargo/break", Map.of("what", "A token", "toWhom", "A mailing list")),
            Map.entry("PUT /incidents/{incident}/embargo/report", Map.of("words", "How it leaked")),
            Map.entry("POST /incidents/{incident}/embargo/record", Map.of("seen", "0".repeat(64))),
            Map.entry("POST /incidents/{incident}/embargo/record/agreement", Map.of("seen", "0".repeat(64))),
            Map.entry("PUT /incidents/{incident}/embargo/covers/aaaaaaaaaaaa",
                    Map.of("knownSince", "2026-03-05T12:00:00Z", "because", "People are at risk")),
            Map.entry("PUT /drafts/{draft}", Map.of("version", 0, "content", Map.of("title", "Renamed"))),
            Map.entry("POST /drafts/{draft}/approval", Map.of("hash", "00")),
            Map.entry("POST /drafts/{draft}/decline", Map.of("hash", "00", "because", "Say since when")),
            Map.entry("POST /drafts/{draft}/requests", Map.of("publisher", SOMETHING)),
            Map.entry("POST /drafts/{draft}/publication", Map.of("hash", "00")),
            Map.entry("POST /drafts/{draft}/short-publication", Map.of("hash", "00")),
            Map.entry("POST /drafts/{draft}/schedule", Map.of("hash", "00")),
            Map.entry("POST /notices/{notice}/retraction", Map.of("reason", "WRONG", "note", "Because")),
            Map.entry("POST /notices/{notice}/withdrawal", Map.of("note", "Because")),
            Map.entry("POST /notices/{notice}/entries/{notice}/retraction", Map.of("reason", "WRONG", "note", "Because")),
            Map.entry("POST /notices/{notice}/entries/{notice}/withdrawal", Map.of("note", "Because")),
            Map.entry("POST /notices/{notice}/entries/{notice}/corrections", Map.of("content", Map.of())),
            Map.entry("POST /notices/{notice}/entries/{notice}/typos", Map.of("content", Map.of())),
            Map.entry("POST /alerts/{alert}/incidents", Map.of("title", "About an alert")),
            // These carry the incident in what is sent.
            Map.entry("POST /alerts/{alert}/links", Map.of("incident", "{incident}")),
            Map.entry("POST /drafts", Map.of("incident", "{incident}", "content", Map.of())),
            Map.entry("POST /publications", Map.of("incident", "{incident}", "template", "{template}", "disclosures",
                    List.of(Map.of("audience", "readers", "impact", "DEGRADED")))));
    /** What programs may not do by themselves, whatever the id. */
    private static final Set<String> FOR_PEOPLE = Set.of("POST /publications");
    private static final Set<String> WITHOUT_BODY = Set.of("POST /incidents/{incident}/command-acceptance",
            "POST /incidents/{incident}/reopening", "POST /incidents/{incident}/embargo/release/agreement",
            "PUT /incidents/{incident}/embargo/symptoms/" + SOMETHING, "PUT /integrations/{machine}",
            "POST /drafts/{draft}/proposal",
            "POST /drafts/{draft}/publication/review", "POST /takedowns/{takedown}/review");

    /** All of them, reading ones too. */
    public static List<Act> all() {
        JsonPath description = Api.as("responder").get("/openapi.json").then().statusCode(200).extract().jsonPath();
        Map<String, Map<String, Object>> paths = description.getMap("paths");
        List<Act> acts = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        paths.forEach((path, operations) -> operations.keySet().forEach(operation -> {
            String method = operation.toUpperCase(java.util.Locale.ROOT);
            if (!Set.of("GET", "PUT", "POST", "DELETE", "PATCH").contains(method)) {
                return;
            }
            String kind = path.replaceFirst("^/api/v1/([a-z]+?)s?(/.*)?$", "$1");
            String act = path.replaceFirst("^/api/v1", "").replace("{id}", "{" + kind + "}").replace("{criterion}", "OTHER")
                    .replace("{audience}", "readers").replace("{entry}", "{" + kind + "}").replace("{condition}", SOMETHING)
                    .replace("{symptom}", SOMETHING).replace("{operator}", SOMETHING);
            // What hangs on an incident is looked for after it: there need not be such a notice.
            act = kind.equals("incident") ? act.replace("{notice}", "aaaaaaaaaaaa") : act;
            String name = method + " " + act;
            boolean sends = method.equals("PUT") || method.equals("POST");
            boolean concerns = act.contains("{") || BODIES.containsKey(name);
            if (concerns && sends && !BODIES.containsKey(name) && !WITHOUT_BODY.contains(name)) {
                unknown.add(name);
            }
            if (concerns) {
                acts.add(new Act(method, act, BODIES.get(name)));
            }
        }));
        if (!unknown.isEmpty()) {
            throw new AssertionError("Nobody has said what to send there: name a body in Act for " + unknown);
        }
        return acts;
    }

    /** Whether it concerns that kind of thing. */
    public boolean concerns(String kind) {
        return path.contains("{" + kind + "}") || String.valueOf(body).contains("{" + kind + "}");
    }

    /** Whether the API is closed to machines there before it looks at any id. */
    public boolean isForPeople() {
        return FOR_PEOPLE.contains(toString());
    }

    public Response by(Api account, Map<String, String> ids) {
        return send(account, ids, body);
    }

    /** The same with an empty object instead of what makes sense. */
    public Response emptyBy(Api account, Map<String, String> ids) {
        return send(account, ids, body == null ? null : Map.of());
    }

    private Response send(Api account, Map<String, String> ids, Object what) {
        String at = filled(path, ids);
        var request = account.request().header("Idempotency-Key", UUID.randomUUID());
        if (what != null) {
            request.body(filled(json(what), ids));
        }
        return request.request(method, "/api/v1" + at);
    }

    private static String filled(String text, Map<String, String> ids) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    private static String json(Object what) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(what);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
