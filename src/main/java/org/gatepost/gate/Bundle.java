package org.gatepost.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.gatepost.notice.Amendment;
import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.PublishedUpdate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * A frozen proposal: every field that changes a public byte, and no other. Its text is what is hashed, approved, and read by the
 * database when it publishes, so the three can never differ. Times are ISO 8601 in UTC; ids that are null are made at publication.
 *
 * @param template instead of everything else, for a draft that becomes a template
 * @param goesOutAt when it goes out by itself once approved, or null: at a press
 */
public record Bundle(List<Audience> audiences, List<Group> groups, List<Component> components, List<Notice> notices,
        Template template, Instant goesOutAt) {

    public Bundle {
        audiences = audiences == null ? List.of() : List.copyOf(audiences);
        groups = groups == null ? List.of() : List.copyOf(groups);
        components = components == null ? List.of() : List.copyOf(components);
        notices = notices == null ? List.of() : List.copyOf(notices);
    }

    public Bundle(List<Group> groups, List<Component> components, List<Notice> notices) {
        this(List.of(), groups, components, notices, null, null);
    }

    /** In bytes of UTF-8; the database's limit (V7). */
    static final int TEXT_LIMIT = 4_194_304;
    private static final ObjectMapper CANONICAL = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** An audience that is new, or known by its key and renamed or moved. */
    public record Audience(String key, String name, int position) {
    }

    public record Group(String id, String name, int position, Instant createdAt, Instant updatedAt) {
    }

    /** @param retired null is no */
    public record Component(String id, String name, String description, String group, int position, List<String> audiences,
            LocalDate startDate, Instant createdAt, Instant updatedAt, Boolean retired) {

        /** A component in use. */
        public Component(String id, String name, String description, String group, int position, List<String> audiences,
                LocalDate startDate, Instant createdAt, Instant updatedAt) {
            this(id, name, description, group, position, audiences, startDate, createdAt, updatedAt, null);
        }
    }

    /**
     * @param titles in further languages, by BCP 47 tag; null for none
     * @param recurrence an RRULE of RFC 5545 for planned work, or null
     * @param startsByItself null is no; endsByItself likewise
     */
    public record Notice(String id, NoticeKind kind, String title, Map<String, String> titles, Instant startedAt,
            Instant scheduledFor, Instant scheduledUntil, String recurrence, Boolean startsByItself, Boolean endsByItself,
            List<Update> updates) {

        /** In the page's own language only, and not by the clock. */
        public Notice(String id, NoticeKind kind, String title, Instant startedAt, Instant scheduledFor,
                Instant scheduledUntil, List<Update> updates) {
            this(id, kind, title, null, startedAt, scheduledFor, scheduledUntil, null, null, null, updates);
        }
    }

    /**
     * @param amends id of the entry that this revision replaces, or null for a new entry; amendment likewise
     * @param amendsRevision which of its revisions was replaced, so that two amendments cannot pass each other
     * @param tellsSubscribers null is yes
     * @param knownSince with because: why the words come later than the knowledge; null for most
     */
    public record Update(String id, String amends, Integer amendsRevision, Amendment amendment, NoticeState state,
            Instant shownAt,
            Instant publishedAt, Instant nextUpdateBy, Boolean tellsSubscribers, Instant knownSince, String because,
            List<Disclosure> disclosures, List<Effect> effects) {

        /** A new entry, told to all subscribers. */
        public Update(String id, NoticeState state, Instant shownAt, Instant publishedAt, Instant nextUpdateBy,
                List<Disclosure> disclosures, List<Effect> effects) {
            this(id, null, null, null, state, shownAt, publishedAt, nextUpdateBy, null, null, null, disclosures, effects);
        }
    }

    /** @param translations in further languages, by BCP 47 tag; null for none */
    public record Disclosure(String audience, Impact impact, Instant from, Instant to, String markdown, String html,
            Map<String, PublishedUpdate.Words> translations) {

        /** In the page's own language only. */
        public Disclosure(String audience, Impact impact, Instant from, Instant to, String markdown, String html) {
            this(audience, impact, from, to, markdown, html, null);
        }
    }

    public record Effect(String component, String audience, ComponentStatus status) {
    }

    /** Words with slots, see {@link TemplateContent}; with the HTML of each, in which slots stand only between tags. */
    public record Template(String key, String language, NoticeState state, String name, String title,
            Map<String, PublishedUpdate.Words> words, Map<String, String> phrases, Integer translates) {

        /** An original. */
        public Template(String key, String language, NoticeState state, String name, String title,
                Map<String, PublishedUpdate.Words> words, Map<String, String> phrases) {
            this(key, language, state, name, title, words, phrases, null);
        }
    }

    /** The same bundle has the same text, always. */
    String text() {
        return json(this);
    }

    /** A bundle, or a part of one, as its text would hold it. */
    static String json(Object part) {
        try {
            return CANONICAL.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A bundle could not be written.", e);
        }
    }

    static Bundle read(String text) {
        try {
            return CANONICAL.readValue(text, Bundle.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A bundle could not be read.", e);
        }
    }

    /** SHA-256 of the text in UTF-8, in hex; the database computes the same for itself. */
    static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    /** How many public ids publication has to make. */
    int missingIds() {
        long missing = groups.stream().filter(group -> group.id() == null).count()
                + components.stream().filter(component -> component.id() == null).count();
        for (Notice notice : notices) {
            missing += notice.id() == null ? 1 : 0;
            missing += notice.updates().stream().filter(update -> update.id() == null).count();
        }
        return Math.toIntExact(missing);
    }
}
