package org.gatepost.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.WebApplicationException;

import org.gatepost.alert.AlertmanagerMessage;
import org.gatepost.gate.DraftContent;
import org.gatepost.gate.FourEyesException;
import org.gatepost.incident.IllegalTransitionException;
import org.gatepost.incident.IncidentState;
import org.gatepost.security.AbsentException;
import org.gatepost.security.ConflictException;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.quarkus.security.ForbiddenException;

class RefusalTest {
    private static final String SECRET = "hunter2 of the Token leak";
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    // Refusals of the rules say what they mean

    static Stream<Arguments> rules() {
        return Stream.of(Arguments.of(new NotAllowedException("A sentence."), 403, "Not allowed", "A sentence."), Arguments.of(
                new FourEyesException(), 403, "Not allowed",
                "You proposed these words yourself: another person has to approve them."),
                Arguments.of(new ConflictException(
                        "A sentence."), 409, "Does not fit the present state", "A sentence."),
                Arguments.of(new IllegalTransitionException(IncidentState.RESOLVED, IncidentState.MITIGATED), 409,
                        "Does not fit the present state",
                        "The incident is resolved, and from there it cannot become mitigated."),
                Arguments.of(new InvalidException("title", "A sentence."), 422, "Cannot be taken", "A sentence."), Arguments.of(
                        new InvalidException("", "A sentence."), 422, "Cannot be taken", "A sentence."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aRefusalOfARuleKeepsItsSentenceAndHasNoErrorId(RuntimeException failure, int status, String title, String detail) {
        Refusal refusal = Refusal.of(failure);
        assertEquals(status, refusal.status());
        assertEquals(title, refusal.title());
        assertEquals(detail, refusal.detail());
        assertNull(refusal.errorId());
    }

    @Test
    void onlyWhatIsInvalidNamesAField() {
        assertEquals("title", Refusal.of(new InvalidException("title", "A sentence.")).field());
        assertNull(Refusal.of(new InvalidException("", "A sentence.")).field(), "the database knows no field");
        assertNull(Refusal.of(new ConflictException("A sentence.")).field());
    }

    @Test
    void hiddenAndAbsentAreOneAnswer() {
        Refusal hidden = Refusal.of(new AbsentException());
        assertEquals(404, hidden.status());
        assertEquals(hidden, Refusal.of(new NotFoundException("/incidents/" + SECRET)), "an address that no door has");
        assertEquals(hidden, Refusal.of(new NotFoundException(new AbsentException())));
        assertEquals(hidden, Refusal.absent());
    }

    // Refusals of the framework say nothing of their own

    @Test
    void aMissingRoleIsNotNamed() {
        Refusal refusal = Refusal.of(new ForbiddenException(SECRET));
        assertEquals(403, refusal.status());
        assertEquals("Not allowed", refusal.title());
        assertEquals(refusal, Refusal.of(new jakarta.ws.rs.ForbiddenException(SECRET)));
        assertQuotesNothing(refusal);
    }

    @ParameterizedTest
    @CsvSource({"400, 400, Cannot be read", "401, 401, Log in first", "403, 403, Not allowed", "404, 404, Not found",
            "405, 405, Method not allowed", "406, 406, Not acceptable", "408, 408, Cannot be read", "413, 413, Too large",
            "414, 414, Cannot be read", "415, 415, Unsupported media type", "429, 429, Cannot be read",
            "499, 499, Cannot be read"})
    void everyFaultOfARequestHasItsStatusATitleAndASentence(int thrown, int status, String title) {
        Refusal refusal = Refusal.of(new ClientErrorException(SECRET, thrown));
        assertEquals(status, refusal.status());
        assertEquals(title, refusal.title());
        assertTrue(refusal.detail().endsWith("."));
        assertNull(refusal.errorId());
        assertQuotesNothing(refusal);
    }

    @Test
    void typesOfTheFrameworkAreTakenByTheirStatus() {
        assertEquals(406, Refusal.of(new NotAcceptableException(SECRET)).status());
        assertEquals(415, Refusal.of(new NotSupportedException(SECRET)).status());
        assertEquals(400, Refusal.of(new BadRequestException(SECRET, new IllegalArgumentException(SECRET))).status());
    }

    // Our own faults say nothing at all

    static Stream<Throwable> faults() throws JsonProcessingException {
        return Stream.of(new RuntimeException(SECRET), new IllegalStateException(SECRET, new ConflictException(SECRET)),
                new NullPointerException(SECRET), new PersistenceException(SECRET), new Error(SECRET), new Exception(SECRET),
                new ServerErrorException(SECRET, 503), new WebApplicationException(SECRET),
                new IllegalArgumentException(SECRET),
                unwritable());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsUnknownIsAFixedTextAndARandomId(Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        assertEquals(new Refusal(500, "Our fault",
                "Something broke on our side and nothing was changed. Try again; if it stays, tell us the id.", null, refusal
                        .errorId()),
                refusal);
        assertNotNull(UUID.fromString(refusal.errorId()));
        assertNotEquals(refusal.errorId(), Refusal.of(failure).errorId(),
                "the id tells nothing, not even that it was the same");
        assertQuotesNothing(refusal);
    }

    @Test
    void aProblemHasTheMembersOfRfc9457AndOurTwo() {
        assertEquals(Map.of("type", "about:blank", "title", "Cannot be taken", "status", 422, "detail", "A sentence.", "field",
                "title"), Refusals.problem(Refusal.of(new InvalidException("title", "A sentence."))).getEntity());
        Refusal fault = Refusal.of(new RuntimeException(SECRET));
        assertEquals(
                Map.of("type", "about:blank", "title", "Our fault", "status", 500, "detail", fault.detail(), "errorId", fault
                        .errorId()),
                Refusals.problem(fault).getEntity());
        assertEquals("application/problem+json", Refusals.problem(fault).getMediaType().toString());
        assertEquals(500, Refusals.problem(fault).getStatus());
    }

    // JSON that cannot be read

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
            "{\"title\":{\"a\":\"hunter2 of the Token leak\"}} | title",
            "{\"state\":\"hunter2 of the Token leak\"} | state",
            "{\"shownAt\":\"hunter2 of the Token leak\"} | shownAt",
            "{\"disclosures\":[{\"audience\":\"a\"},{\"impact\":\"hunter2 of the Token leak\"}]} | disclosures[1].impact",
            "{\"disclosures\":[null]} | null", "{\"disclosures\":\"hunter2 of the Token leak\"} | disclosures",
            "{\"effects\":[{\"status\":\"hunter2 of the Token leak\"}]} | effects[0].status",
            "{\"wording\":\"hunter2 of the Token leak\"} | wording",
            "{\"hunter2 of the Token leak\":1} | ?",
            "{\"title\":\"hunter2 of the Token leak | title",
            "{\"title\":hunter2 of the Token leak} | title",
            "hunter2 of the Token leak | null", "[\"hunter2 of the Token leak\"] | null", "{\"title\":1e400NaN} | title",
            "\"hunter2 of the Token leak\" | null"})
    void unreadableJsonNamesThePlaceAndQuotesNothing(String json, String field) {
        JsonProcessingException failure = assertThrows(JsonProcessingException.class, () -> JSON.readValue(json,
                DraftContent.class));
        for (Throwable thrown : List.of(failure, new WebApplicationException(failure, 400), new BadRequestException(SECRET,
                failure))) {
            Refusal refusal = Refusal.of(thrown);
            assertEquals(400, refusal.status());
            assertEquals("Cannot be read", refusal.title());
            if (failure instanceof com.fasterxml.jackson.databind.JsonMappingException) {
                assertEquals(field, refusal.field());
            }
            assertNull(refusal.errorId());
            assertQuotesNothing(refusal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2 of the Token leak", "Ключ", "a.b", "a[0]", "<b>", "9lives", "", "\u202E"})
    void theKeyOfALabelIsNotQuoted(String label) throws JsonProcessingException {
        String json = JSON.writeValueAsString(Map.of("alerts", List.of(Map.of("labels", Map.of(label, List.of())))));
        JsonProcessingException failure = assertThrows(JsonProcessingException.class, () -> JSON.readValue(json,
                AlertmanagerMessage.class));
        assertEquals("alerts[0].labels.?", Refusal.of(failure).field());
    }

    @Test
    void theDepthAndTheNumbersOfJsonHaveAnEnd() {
        for (String json : List.of("{\"disclosures\":" + "[".repeat(10_000), "{\"x\":".repeat(10_000), "{\"startedAt\":" + "9"
                .repeat(100_000) + "}")) {
            JsonProcessingException failure = assertThrows(JsonProcessingException.class, () -> JSON.readValue(json,
                    DraftContent.class));
            assertEquals(400, Refusal.of(failure).status());
        }
    }

    private static void assertQuotesNothing(Refusal refusal) {
        assertFalse(refusal.toString().contains("hunter2") || refusal.toString().contains("Token leak"), refusal.toString());
    }

    private static JsonProcessingException unwritable() {
        return assertThrows(JsonProcessingException.class, () -> JSON.writeValueAsString(new Object()));
    }
}
