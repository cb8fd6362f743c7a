package org.gatepost.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

import org.gatepost.notice.ComponentStatus;
import org.gatepost.notice.Impact;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;

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
 */
public record Bundle(List<Group> groups, List<Component> components, List<Notice> notices) {
    /** In bytes of UTF-8; the database's limit (V7). */
    static final int TEXT_LIMIT = 4_194_304;
    private static final ObjectMapper CANONICAL = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    public record Group(String id, String name, int position, Instant createdAt, Instant updatedAt) {
    }

    public record Component(String id, String name, String description, String group, int position, List<String> audiences,
            LocalDate startDate, Instant createdAt, Instant updatedAt) {
    }

    public record Notice(String id, NoticeKind kind, String title, Instant startedAt, Instant scheduledFor,
            Instant scheduledUntil,
            List<Update> updates) {
    }

    public record Update(String id, NoticeState state, Instant shownAt, Instant publishedAt, Instant nextUpdateBy,
            List<Disclosure> disclosures, List<Effect> effects) {
    }

    public record Disclosure(String audience, Impact impact, Instant from, Instant to, String markdown, String html) {
    }

    public record Effect(String component, String audience, ComponentStatus status) {
    }

    /** The same bundle has the same text, always. */
    String text() {
        try {
            return CANONICAL.writeValueAsString(this);
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
        int missing = 0;
        for (Notice notice : notices) {
            missing += notice.id() == null ? 1 : 0;
            missing += (int) notice.updates().stream().filter(update -> update.id() == null).count();
        }
        return missing;
    }
}
