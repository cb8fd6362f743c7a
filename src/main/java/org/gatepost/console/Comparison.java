package org.gatepost.console;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.gatepost.gate.DraftRecord;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Phases;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedComponent;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.Rollup;
import org.gatepost.notice.Uptime;
import org.gatepost.site.Change;
import org.gatepost.site.Rendering;
import org.gatepost.site.Site;
import org.gatepost.site.Surface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Every public address that a draft changes, and one of them as it is and as it would be.
 *
 * @param path of what is shown
 * @param shelves addresses by what they are; empty when nothing changes
 * @param isPage whether what is shown is a page, to be framed, and no text
 * @param isBefore whether it is there now; isAfter whether it is there with the draft
 * @param places where the text differs; empty for a page
 * @param parts components whose status changes
 * @param tongues where the page that is shown is in each language; empty for what is no page
 * @param missing why there is none to show yet, or null
 */
record Comparison(DraftRecord draft, String path, List<Shelf> shelves, Review.Weight weight, boolean isPage, boolean isBefore,
        boolean isAfter, List<List<Difference.Piece>> places, List<Part> parts, List<Tongue> tongues, String missing) {
    /** Longer texts are not compared word by word on a screen. */
    private static final int TEXT_LIMIT = 2_000_000;

    /** Addresses of one sort. */
    record Shelf(String name, List<Change> changes) {
    }

    /** @param name of the language in English */
    record Tongue(String tag, String name, String path, boolean current) {
    }

    /**
     * A component of which the page says something else with the draft.
     *
     * @param before null when it is not on the page yet
     */
    record Part(String name, ComponentStatus before, ComponentStatus after, BigDecimal uptimeBefore, BigDecimal uptimeAfter) {
    }

    /** For a draft of which there is no page yet. */
    static Comparison missing(DraftRecord draft, String why) {
        return new Comparison(draft, "/", List.of(), null, false, false, false, List.of(), List.of(), List.of(), why);
    }

    /**
     * @param wanted path that somebody asked for, or null for the first that changes
     * @param before what is public now; after what would be
     */
    static Comparison of(DraftRecord draft, String wanted, PublishedPage before, PublishedPage after, Site site, Instant now,
            ObjectMapper json) {
        Rendering rendering = site.rendering(before, after);
        List<Change> changes = Stamps.without(rendering, after.changedAt());
        String path = wanted != null ? wanted : changes.isEmpty() ? "/" : changes.get(0).path();
        Surface was = rendering.before(path).orElse(null);
        Surface is = rendering.after(path).orElse(null);
        Surface either = is == null ? was : is;
        boolean isPage = either == null || either.contentType().startsWith("text/html");
        return new Comparison(draft, path, shelves(changes), Review.Weight.of(changes), isPage, was != null, is != null,
                isPage ? List.of() : Difference.places(text(was, json), text(is, json)),
                parts(Phases.at(before, now), Phases.at(after, now), now), isPage ? tongues(site, path, changes) : List.of(),
                null);
    }

    /** The same page in every language. */
    private static List<Tongue> tongues(Site site, String path, List<Change> changes) {
        return changes.stream().map(Change::path).filter(own -> site.languages(own).containsValue(path)).findFirst()
                .map(own -> site.languages(own).entrySet().stream()
                        .map(it -> new Tongue(it.getKey(), Locale.forLanguageTag(it.getKey()).getDisplayName(Locale.ENGLISH),
                                it.getValue(), it.getValue().equals(path) || own.equals(path) && own.equals("/")))
                        .toList())
                .orElse(List.of());
    }

    private static List<Shelf> shelves(List<Change> changes) {
        List<Change> pages = new ArrayList<>();
        List<Change> feeds = new ArrayList<>();
        List<Change> files = new ArrayList<>();
        for (Change change : changes) {
            (change.contentType().startsWith("text/html") ? pages : change.isFeed() ? feeds : files)
                    .add(change);
        }
        return List.of(new Shelf("Pages", pages), new Shelf("Feeds", feeds), new Shelf("Files for programs", files)).stream()
                .filter(shelf -> !shelf.changes().isEmpty()).toList();
    }

    /** A line each for what a program reads as one line; what is no text is said to be none. */
    private static String text(Surface surface, ObjectMapper json) {
        if (surface == null) {
            return "";
        }
        String type = surface.contentType().toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/") && !type.contains("json") && !type.contains("xml")
                || surface.body().length > TEXT_LIMIT) {
            return surface.body().length + " bytes of " + surface.contentType() + "\n";
        }
        String text = new String(surface.body(), StandardCharsets.UTF_8);
        if (!type.contains("json")) {
            return text;
        }
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(text)) + "\n";
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** Components and audiences of which the page says something else, in their status now or in their uptime. */
    private static List<Part> parts(PublishedPage before, PublishedPage after, Instant now) {
        List<Part> parts = new ArrayList<>();
        Rollup was = Rollup.of(before);
        Rollup is = Rollup.of(after);
        Uptime upBefore = Uptime.of(before, now);
        Uptime upAfter = Uptime.of(after, now);
        for (PublishedComponent component : after.components()) {
            String id = component.id();
            boolean isNew = before.components().stream().noneMatch(one -> one.id().equals(id));
            add(parts,
                    new Part(component.name(), isNew ? null : was.component(id), is.component(id),
                            upBefore.component(id).orElse(null),
                            upAfter.component(id).orElse(null)));
        }
        for (PublishedAudience audience : after.audiences()) {
            add(parts, new Part("All for " + audience.name(), ComponentStatus.values()[was.audience(audience.key()).ordinal()],
                    ComponentStatus.values()[is.audience(audience.key()).ordinal()], null, null));
        }
        return parts;
    }

    private static void add(List<Part> parts, Part part) {
        if (part.before() != part.after() || !Objects.equals(part.uptimeBefore(), part.uptimeAfter())) {
            parts.add(part);
        }
    }
}
