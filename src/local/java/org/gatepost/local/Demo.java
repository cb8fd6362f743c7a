package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A believable history to look at, made in a new local Gatepost through its public API, exactly as people and programs would. */
final class Demo {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MACHINE = "automation";
    private static final TypeReference<Map<String, Object>> CONTENT = new TypeReference<>() {
    };
    private static final List<String> EVERYBODY = List.of("readers", "contributors", "movement");

    private final Addresses addresses;
    private final Tokens tokens;
    private final Map<String, String> fetched = new HashMap<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final Instant inThreeDays = now.plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    /** Public id of the notice that is open. */
    private String openNotice;

    private Demo(Addresses addresses, Tokens tokens) {
        this.addresses = addresses;
        this.tokens = tokens;
    }

    /**
     * Called once for a place, when everything is ready and before anybody is told so.
     *
     * @param addresses where console and page answer
     * @param tokens of every account, by name, and of the automation
     * @param tell takes lines of progress for the people at the terminal
     * @throws LocalException when it cannot be filled; this ends the start
     */
    static void fill(Addresses addresses, Tokens tokens, Consumer<String> tell) {
        tell.accept("Filling the demo: components and history, alerts, incidents, words for the public.");
        Demo demo = new Demo(addresses, tokens);
        demo.everybodyLogsInOnce();
        demo.history();
        demo.wordsForEditing();
        demo.somethingBurns();
        demo.somethingWasSaidWrongly();
        demo.somethingIsOverAndReportedOn();
        demo.somethingIsToldLater();
        demo.somethingIsPlanned();
        demo.somethingWaits();
        demo.somethingIsHeldBack();
    }

    /** Only people who have been here can be named. */
    private void everybodyLogsInOnce() {
        for (LocalAccounts.Account account : LocalAccounts.PEOPLE) {
            ask(account.name(), "GET", "/operators", null);
        }
    }

    private void history() {
        Map<String, Object> capture = Map.of("components", components(), "incidents", incidents(), "scheduled_maintenances",
                works());
        String draft = ask("responder", "POST", "/drafts/imports",
                Map.of("title", "History from the old page", "audiences", EVERYBODY, "captures", List.of(capture))).get("id")
                .asText();
        publish(draft, "responder", "publisher");
    }

    private List<Map<String, Object>> components() {
        var components = new ArrayList<Map<String, Object>>();
        group(components, "grpreading01", "Reading", List.of("Wikis", "Mobile site", "Images", "Search"));
        group(components, "grpediting02", "Editing", List.of("Saving edits", "Visual editor", "Uploads"));
        group(components, "grptooling03", "Tools and data", List.of("Public API", "Query service", "Mailing lists"));
        return components;
    }

    private void group(List<Map<String, Object>> components, String id, String name, List<String> members) {
        String made = at(Duration.ofDays(700));
        components.add(component(id, name, components.size() + 1, made, true, null));
        for (String member : members) {
            components.add(component(idOf(member), member, components.size() + 1, made, false, id));
        }
    }

    private static Map<String, Object> component(String id, String name, int position, String made, boolean isGroup,
            String group) {
        var component = new HashMap<String, Object>(
                Map.of("id", id, "name", name, "position", position, "group", isGroup, "created_at",
                        made, "updated_at", made));
        component.put("group_id", group);
        return component;
    }

    /** 12 characters that never change, so that links into the demo keep. */
    private static String idOf(String name) {
        String letters = name.toLowerCase().replaceAll("[^a-z0-9]", "");
        return (letters + "0000000000000").substring(0, 12);
    }

    private List<Map<String, Object>> incidents() {
        return List.of(past("demoincident1", 4, 55, "Images load slowly in Europe", "minor", "Images", "degraded_performance",
                "Some images take several seconds to appear for readers in Europe.",
                "A cache cluster had lost a member. It is back, and images load as usual."),
                past("demoincident2", 16, 24, "Edits could not be saved", "critical", "Saving edits", "major_outage",
                        "Saving an edit fails on all wikis. Keep your text: copy it out of the edit box before you try again.",
                        "Edits are saved again. The main database had stopped taking writes; its replica has taken over."),
                past("demoincident3", 33, 140, "Search finds nothing new", "minor", "Search", "degraded_performance",
                        "Pages written today cannot be found yet. Searching for older pages works.",
                        "The index has caught up."),
                past("demoincident4", 52, 38, "Pages fail to load in South America", "major", "Wikis", "partial_outage",
                        "Readers in South America get errors or blank pages.",
                        "Traffic goes another way, and pages load again. A cable of a carrier was cut."),
                past("demoincident5", 71, 310, "Queries time out", "minor", "Query service", "degraded_performance",
                        "Long queries end without an answer. Short ones work.",
                        "Two servers were added; queries finish again."));
    }

    private Map<String, Object> past(String id, int daysAgo, int minutes, String name, String impact, String component,
            String status,
            String first, String last) {
        // Not all at the same hour of the day.
        Duration ended = Duration.ofDays(daysAgo).plusMinutes(minutes * 13L % 700);
        Duration began = ended.plusMinutes(minutes);
        String key = id.substring(0, 11) + id.charAt(id.length() - 1);
        return Map.of("id", key, "name", name, "impact", impact, "created_at", at(began), "started_at", at(began),
                "incident_updates",
                List.of(update("a" + key.substring(1), "investigating", first, began.minusMinutes(4), component, status),
                        update("b" + key.substring(1), "resolved", last, ended, component, "operational")));
    }

    private static Map<String, Object> update(String id, String status, String body, String at, String component,
            String effect) {
        var update = new HashMap<String, Object>(
                Map.of("id", id, "status", status, "body", body, "created_at", at, "display_at", at));
        update.put("affected_components",
                component == null ? null : List.of(Map.of("code", idOf(component), "new_status", effect)));
        return update;
    }

    private Map<String, Object> update(String id, String status, String body, Duration ago, String component, String effect) {
        return update(id, status, body, at(ago), component, effect);
    }

    private List<Map<String, Object>> works() {
        return List.of(
                Map.of("id", "demoworkdone", "name", "Mailing lists move to new servers", "impact", "maintenance", "created_at",
                        at(Duration.ofDays(12)), "scheduled_for", at(Duration.ofDays(9)), "scheduled_until",
                        at(Duration.ofDays(9).minusHours(2)), "incident_updates",
                        List.of(update("demoworkdon1", "scheduled",
                                "Mail to lists is delivered up to two hours late during the move.",
                                Duration.ofDays(12), null, null),
                                update("demoworkdon2", "in_progress", "The move has begun.", Duration.ofDays(9),
                                        "Mailing lists",
                                        "under_maintenance"),
                                update("demoworkdon3", "completed", "Done. All waiting mail was delivered.",
                                        Duration.ofDays(9).minusMinutes(95), "Mailing lists", "operational"))),
                Map.of("id", "demoworkplan", "name", "The query service's database is rebuilt", "impact", "maintenance",
                        "created_at",
                        at(Duration.ofDays(1)), "scheduled_for", inThreeDays.toString(), "scheduled_until",
                        inThreeDays.plus(4, ChronoUnit.HOURS).toString(), "incident_updates",
                        List.of(update("demoworkpla1", "scheduled",
                                "Queries are answered from a copy that is up to a day old.", Duration.ofDays(1), null, null))));
    }

    private void somethingBurns() {
        ask(MACHINE, "POST", "/alerts/alertmanager",
                alert("SaveTimeHigh", "95 % of edits take longer than 4 s", "critical", 22, false));
        ask(MACHINE, "POST", "/alerts/alertmanager",
                alert("DiskAlmostFull", "mw1417 has 8 % of its disk left", "warning", 47, false));
        ask(MACHINE, "POST", "/alerts/alertmanager",
                alert("CertificateEnds", "A certificate ends in 13 days", "task", 300, true));
        String alert = alertNamed("SaveTimeHigh");
        String incident = ask("responder", "POST", "/alerts/" + alert + "/incidents",
                Map.of("title", "Save time up fourfold since the 17:00 deployment", "severity", 2)).get("id").asText();
        ask("responder", "PUT", "/incidents/" + incident + "/criteria/BROADLY_VISIBLE",
                Map.of("evidence", "Eleven reports at the village pump, and the save time graph."));
        ask("responder", "PUT", "/incidents/" + incident + "/affected/contributors",
                Map.of("impact", "DEGRADED", "from", at(Duration.ofMinutes(21))));
        ask("responder", "PUT", "/incidents/" + incident + "/affected/movement",
                Map.of("impact", "DEGRADED", "from", at(Duration.ofMinutes(21))));
        ask("responder", "POST", "/incidents/" + incident + "/timeline",
                Map.of("words", "Suspect the new parser cache keys. Rolling the deployment back.", "happenedAt",
                        at(Duration.ofMinutes(12))));
        openNotice = publishFast("responder", Map.of("incident", incident, "template", template("editing-is-slow"), "startedAt",
                at(Duration.ofMinutes(21)), "shownAt", at(Duration.ofMinutes(16)), "disclosures",
                List.of(told("contributors", "DEGRADED", "from", at(Duration.ofMinutes(21))),
                        told("movement", "DEGRADED", "from", at(Duration.ofMinutes(21)))),
                "effects", List.of(effect("Saving edits", "DEGRADED_PERFORMANCE"))));
        go(draftOf(openNotice, with(content("", "IDENTIFIED",
                "The version of this afternoon keeps its copies under new names, so that every page is put together anew. "
                        + "**We are going back to the version before**, which takes about half an hour.",
                List.of(told("contributors", "DEGRADED"), told("movement", "DEGRADED", "words",
                        "We know why saving is slow, and are going back to the version of this morning. "
                                + "Events that edit together are best moved by an hour."))),
                "shownAt", at(Duration.ofMinutes(7)), "nextUpdateBy", at(Duration.ofMinutes(-25)), "effects",
                List.of(effect("Saving edits", "DEGRADED_PERFORMANCE")), "translations", Map.of("de", Map.of("words",
                        "Die Version von heute Nachmittag legt ihre Kopien unter neuen Namen ab, sodass jede Seite neu "
                                + "zusammengesetzt wird. **Wir kehren zur Version davor zurück**, das dauert etwa eine halbe Stunde."),
                        "ar", Map.of("words", "نعود إلى الإصدار السابق. يستغرق ذلك نحو نصف ساعة.")))));
    }

    /** Two people agree on words that from then on one may publish alone. */
    private void wordsForEditing() {
        publish(ask("responder2", "POST", "/templates", Map.of("key", "editing-is-slow", "language", "en", "state",
                "INVESTIGATING", "name", "Editing is slow", "title", "Editing is slow", "words",
                Map.of("contributors",
                        "Since {began}, saving an edit takes up to half a minute. **Nothing is lost**: wait until it is done, "
                                + "and do not save twice. We are looking into it.",
                        "*", "Since {began}, edits are slow to save on all wikis. We are looking into it.")))
                .get("id").asText(), "responder2", "publisher");
    }

    private void somethingWasSaidWrongly() {
        String notice = go(draft(with(content("Some people are logged out", "INVESTIGATING",
                "About ten thousand people were logged out and have to log in again.",
                List.of(told("contributors", "DEGRADED", "from", at(Duration.ofHours(75))))), "startedAt",
                at(Duration.ofHours(75)), "shownAt", at(Duration.ofHours(74)))));
        go(draftOf(notice, with(content("", "IDENTIFIED", "Somebody took over the accounts. Change your password.",
                List.of(told("contributors", "DEGRADED"))), "shownAt", at(Duration.ofHours(73)))));
        go(draftOf(notice, with(content("", "RESOLVED",
                "Nobody is logged out any more. A server of sessions had been restarted; no account was touched.",
                List.of(told("contributors", "NONE"))), "shownAt", at(Duration.ofHours(72)))));
        JsonNode entries = entriesOf(notice);
        String first = "/notices/" + notice + "/entries/" + entries.get(0).get("id").asText();
        Map<String, Object> corrected = json.convertValue(ask("responder", "GET", first + "/content", null), CONTENT);
        corrected.put("words", "About two hundred people were logged out and have to log in again.");
        go(ask("responder", "POST", first + "/corrections", Map.of("content", corrected)).get("id").asText());
        ask("publisher", "POST", "/notices/" + notice + "/entries/" + entries.get(1).get("id").asText() + "/retraction",
                Map.of("reason", "WRONG", "note", "Said from a hunch; the session log shows a restart."));
    }

    private void somethingIsOverAndReportedOn() {
        String incident = ask("responder2", "POST", "/incidents",
                Map.of("title", "Thumbnails missing after the image scaler update", "severity", 3)).get("id").asText();
        ask("responder2", "PUT", "/incidents/" + incident + "/affected/readers",
                Map.of("impact", "PARTIAL_OUTAGE", "from", at(Duration.ofHours(28)), "to", at(Duration.ofHours(27))));
        Map<String, Object> first = with(content("Images have no previews", "INVESTIGATING",
                "New images have no preview. The images themselves can be opened.",
                List.of(told("readers", "PARTIAL_OUTAGE", "from", at(Duration.ofHours(28))))), "startedAt",
                at(Duration.ofHours(28)), "shownAt", at(Duration.ofMinutes(28 * 60 - 12)), "effects",
                List.of(effect("Images", "PARTIAL_OUTAGE")), "translations", Map.of("de",
                        Map.of("title", "Bilder haben keine Vorschau", "words",
                                "Neue Bilder haben keine Vorschau. Die Bilder selbst lassen sich öffnen."),
                        "fr", Map.of("title", "Les images n’ont pas d’aperçu", "words",
                                "Les nouvelles images n’ont pas d’aperçu. Les images elles-mêmes s’ouvrent.")));
        String notice = go(
                ask("responder", "POST", "/drafts", Map.of("incident", incident, "content", first)).get("id").asText());
        go(draftOf(notice, with(content("", "RESOLVED", "All previews were made again.", List.of(told("readers", "NONE"))),
                "shownAt", at(Duration.ofHours(27)))));
        go(draftOf(notice, content("", "POSTMORTEM",
                """
                **What happened.** An update of the program that makes previews wrote its files to a directory that nothing reads.

                **Why it took an hour.** Old previews were still there, so that no graph moved. A reader told us.

                **What we change**

                - Previews of one new image are asked for every minute, from outside.
                - The update is tried on one server for a quarter of an hour first.
                """,
                List.of(told("readers", "NONE")))));
        ask("responder2", "POST", "/incidents/" + incident + "/mitigation",
                Map.of("statement", "Scaler put back to the version before."));
        ask("responder2", "POST", "/incidents/" + incident + "/resolution",
                Map.of("statement", "All thumbnails were made again."));
    }

    /** Nobody wrote at the time; the days count what was. */
    private void somethingIsToldLater() {
        String from = at(Duration.ofDays(6).plusHours(2));
        String to = at(Duration.ofDays(6));
        go(draft(with(content("Mail to lists was lost", "RESOLVED",
                "Mail that was sent to lists in these two hours was lost. Please send it again.",
                List.of(told("movement", "MAJOR_OUTAGE", "from", from, "to", to))), "startedAt", from, "shownAt", to, "effects",
                List.of(effect("Mailing lists", "MAJOR_OUTAGE")), "delay",
                Map.of("knownSince", at(Duration.ofDays(2)), "because",
                        "We first had to find out which mail it was."))));
    }

    private void somethingIsPlanned() {
        Instant weekly = inThreeDays.truncatedTo(ChronoUnit.DAYS).plus(29, ChronoUnit.HOURS);
        go(draft(with(content("The search index is rebuilt", "SCHEDULED",
                "Pages written in the last hour may not be found while we work.", List.of(told("readers", "MAINTENANCE"))),
                "effects", List.of(effect("Search", "UNDER_MAINTENANCE")), "plan",
                Map.of("from", weekly.toString(), "until", weekly.plus(1, ChronoUnit.HOURS).toString(), "rule", "FREQ=WEEKLY",
                        "startsByItself", true, "endsByItself", true))));
        Instant nextWeek = inThreeDays.plus(5, ChronoUnit.DAYS);
        go(draft(with(content("Uploads move to new servers", "SCHEDULED",
                "Files cannot be uploaded for up to ten minutes within this time.",
                List.of(told("contributors", "MAINTENANCE"))), "effects", List.of(effect("Uploads", "UNDER_MAINTENANCE")),
                "plan", Map.of("from", nextWeek.toString(), "until", nextWeek.plus(2, ChronoUnit.HOURS).toString(),
                        "startsByItself", true, "endsByItself", false))));
    }

    /** One draft for each state of the queue. */
    private void somethingWaits() {
        String waiting = ask("responder2", "POST", "/drafts", Map.of("notice", openNotice, "content",
                content("", "MONITORING", "Saving is as fast as before on most wikis. We keep watching.",
                        List.of(told("contributors", "NONE"), told("movement", "NONE")))))
                .get("id").asText();
        ask("responder2", "POST", "/drafts/" + waiting + "/proposal", null);
        ask("responder2", "POST", "/drafts/" + waiting + "/requests", Map.of("publisher", idOf(LocalAccounts.PUBLISHER_2)));

        Instant readOnly = inThreeDays.plus(6, ChronoUnit.DAYS);
        String scheduled = draft(with(content("Wikis can only be read for ten minutes", "SCHEDULED",
                "Nothing can be edited while the main database changes its place. Keep a copy of longer texts.",
                List.of(told("contributors", "MAINTENANCE"), told("movement", "MAINTENANCE"))), "goesOutAt",
                inThreeDays.toString(), "effects", List.of(effect("Saving edits", "UNDER_MAINTENANCE")), "plan",
                Map.of("from", readOnly.toString(), "until", readOnly.plus(10, ChronoUnit.MINUTES).toString(), "startsByItself",
                        true, "endsByItself", true)));
        Map<String, String> approved = proposed(scheduled, "responder");
        ask("publisher", "POST", "/drafts/" + scheduled + "/approval", approved);
        ask("publisher", "POST", "/drafts/" + scheduled + "/schedule", approved);

        String declined = draft(content("Searching is odd", "INVESTIGATING", "Some searches find odd things.",
                List.of(told("readers", "DEGRADED"))));
        ask("publisher2", "POST", "/drafts/" + declined + "/decline",
                Map.of("hash", proposed(declined, "responder").get("hash"), "because",
                        "Say since when, and what readers can do meanwhile."));

        draft(content("The query service answers late", "INVESTIGATING", "Queries take",
                List.of(told("movement", "DEGRADED"))));
    }

    private void somethingIsHeldBack() {
        ask("security", "POST", "/incidents",
                Map.of("title", "Session tokens in a debug log", "severity", 1, "criterion", "SECURITY",
                        "evidence", "Found while reading another alert.", "seal",
                        Map.of("reason", "Tokens must be rotated before anybody learns of them.", "circle", "SECURITY_TEAM")));
    }

    private Map<String, Object> alert(String name, String summary, String severity, int minutesAgo, boolean isOver) {
        String begin = at(Duration.ofMinutes(minutesAgo));
        Map<String, Object> labels = Map.of("alertname", name, "severity", severity, "site", "eqiad");
        Map<String, Object> one = Map.of("status", isOver ? "resolved" : "firing", "labels", labels, "annotations",
                Map.of("summary", summary), "startsAt", begin, "endsAt",
                isOver ? at(Duration.ofMinutes(minutesAgo - 60L)) : "0001-01-01T00:00:00Z", "generatorURL", "", "fingerprint",
                "demo" + Integer.toHexString(name.hashCode()));
        return Map.of("version", "4", "groupKey", "{}:{alertname=\"" + name + "\"}", "truncatedAlerts", 0, "status",
                one.get("status"),
                "receiver", "gatepost", "alerts", List.of(one));
    }

    private String alertNamed(String name) {
        for (JsonNode alert : ask("responder", "GET", "/alerts", null).get("alerts")) {
            if (alert.get("name").asText().equals(name)) {
                return alert.get("id").asText();
            }
        }
        throw new LocalException("The demo's alert did not arrive: look into the console's log.");
    }

    private void publish(String draft, String proposer, String approver) {
        Map<String, String> hash = proposed(draft, proposer);
        ask(approver, "POST", "/drafts/" + draft + "/approval", hash);
        ask(approver, "POST", "/drafts/" + draft + "/publication", hash);
    }

    private Map<String, String> proposed(String draft, String proposer) {
        return Map.of("hash", ask(proposer, "POST", "/drafts/" + draft + "/proposal", null).get("hash").asText());
    }

    /** @return the notice's public id */
    private String go(String draft) {
        Map<String, String> hash = proposed(draft, "responder");
        ask("publisher", "POST", "/drafts/" + draft + "/approval", hash);
        return ask("publisher", "POST", "/drafts/" + draft + "/publication", hash).get("notice").asText();
    }

    private String publishFast(String who, Map<String, Object> words) {
        return ask(who, "POST", "/publications", words, "Idempotency-Key", "demo").get("notice").asText();
    }

    private String template(String key) {
        return idOf(ask("responder", "GET", "/templates", null), "key", key);
    }

    private String idOf(LocalAccounts.Account account) {
        return idOf(ask("responder", "GET", "/operators", null), "name", account.fullName());
    }

    private static String idOf(JsonNode list, String field, String value) {
        for (JsonNode one : list) {
            if (one.get(field).asText().equals(value)) {
                return one.get("id").asText();
            }
        }
        throw new LocalException("The demo's " + value + " is not there: look into the console's log.");
    }

    private JsonNode entriesOf(String notice) {
        for (JsonNode one : ask("responder", "GET", "/published", null).get("notices")) {
            if (one.get("id").asText().equals(notice)) {
                return one.get("updates");
            }
        }
        throw new LocalException("The demo's notice is not there: look into the console's log.");
    }

    private String draft(Map<String, Object> content) {
        return ask("responder", "POST", "/drafts", Map.of("content", content)).get("id").asText();
    }

    private String draftOf(String notice, Map<String, Object> content) {
        return ask("responder", "POST", "/drafts", Map.of("notice", notice, "content", content)).get("id").asText();
    }

    private static Map<String, Object> content(String title, String state, String words, List<Map<String, Object>> told) {
        return Map.of("title", title, "state", state, "words", words, "disclosures", told);
    }

    /** @param more names and values, one after the other */
    private static Map<String, Object> with(Map<String, Object> some, Object... more) {
        var all = new HashMap<>(some);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> told(String audience, String impact, Object... more) {
        return with(Map.of("audience", audience, "impact", impact), more);
    }

    private static Map<String, Object> effect(String component, String status) {
        return Map.of("component", idOf(component), "status", status);
    }

    /** @param ago negative for what is still to come */
    private String at(Duration ago) {
        return now.minus(ago).toString();
    }

    /** @param headers names and values, one after the other */
    private JsonNode ask(String who, String method, String path, Object body, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create(addresses.console() + "/api/v1" + path)).timeout(LIMIT)
                    .header("Authorization", "Bearer " + token(who)).header("Content-Type", "application/json")
                    .method(method, body == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new LocalException("The demo could not be filled (" + method + " " + path.replaceAll("[0-9a-f-]{36}", "…")
                        + " answered " + answer.statusCode()
                        + "): start with -Dlocal.demo=false, or look into the console's log.");
            }
            return answer.body().length == 0 ? json.nullNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String token(String who) {
        return fetched.computeIfAbsent(who, name -> name.equals(MACHINE) ? tokens.automation() : tokens.person(name));
    }
}
