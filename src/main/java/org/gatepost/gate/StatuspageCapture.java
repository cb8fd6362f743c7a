package org.gatepost.gate;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One answer of a page that speaks the Statuspage API, version 2: components.json, incidents.json, scheduled-maintenances.json or
 * summary.json. Whatever is not in it is null; what we have no use for is ignored.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StatuspageCapture(List<Component> components, List<Incident> incidents,
        @JsonProperty("scheduled_maintenances") List<Incident> maintenances) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Component(String id, String name, String description, Integer position, Boolean group,
            @JsonProperty("group_id") String groupId, @JsonProperty("start_date") LocalDate startDate,
            @JsonProperty("created_at") OffsetDateTime createdAt, @JsonProperty("updated_at") OffsetDateTime updatedAt) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Incident(String id, String name, String status, String impact,
            @JsonProperty("created_at") OffsetDateTime createdAt,
            @JsonProperty("started_at") OffsetDateTime startedAt, @JsonProperty("scheduled_for") OffsetDateTime scheduledFor,
            @JsonProperty("scheduled_until") OffsetDateTime scheduledUntil,
            @JsonProperty("incident_updates") List<Update> updates,
            List<Component> components) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Update(String id, String status, String body, @JsonProperty("created_at") OffsetDateTime createdAt,
            @JsonProperty("display_at") OffsetDateTime displayAt,
            @JsonProperty("affected_components") List<AffectedComponent> affectedComponents) {
    }

    /** Very old pages have an entry without code here, whose name says that nothing was affected. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record AffectedComponent(String code, @JsonProperty("new_status") String newStatus) {
    }
}
