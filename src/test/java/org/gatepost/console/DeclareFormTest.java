package org.gatepost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;

import org.gatepost.embargo.Circle;
import org.gatepost.incident.Criterion;
import org.gatepost.incident.Declaration;
import org.gatepost.notice.PublishedAudience;
import org.junit.jupiter.api.Test;

class DeclareFormTest {

    @Test
    void aTitleAloneIsADeclaration() {
        Declaration declaration = DeclareForm
                .read(Form.of(Map.of("title", "It burns", "severity", "", "criterion", "", "seal", "")));
        assertEquals("It burns", declaration.title());
        assertNull(declaration.severity());
        assertNull(declaration.criterion());
        assertNull(declaration.seal());
    }

    @Test
    void theButtonSaysWhoFeelsItAndOnlyAudiencesOfThePageDo() {
        List<PublishedAudience> audiences = List.of(new PublishedAudience("readers", "Readers", 1),
                new PublishedAudience("movement", "Movement", 2));
        assertEquals("movement", DeclareForm.hurts(Form.of(Map.of("title", "T", "hurts", "movement")), audiences));
        assertNull(DeclareForm.hurts(Form.of(Map.of("title", "T")), audiences));
        assertNull(DeclareForm.hurts(Form.of(Map.of("title", "T", "hurts", "contributors")), audiences));
        assertNull(DeclareForm.hurts(Form.of(Map.of("title", "T", "hurts", "movement", "seal", "yes")), audiences));
        assertNull(DeclareForm.hurts(Form.of(Map.of("title", "T", "hurts", "movement", "criterion", "SECURITY")), audiences));
    }

    @Test
    void theCriterionSecuritySealsAlsoWhereNoScriptPreselectedIt() {
        Declaration declaration = DeclareForm.read(Form.of(Map.of("title", "A leak", "criterion", "SECURITY")));
        assertEquals(Criterion.SECURITY, declaration.criterion());
        assertEquals(Circle.SECURITY_TEAM, declaration.seal().circle());
        assertNotNull(declaration.seal().reason());
    }

    @Test
    void whoSaysSoLeavesASecurityIncidentOpen() {
        assertNull(DeclareForm.read(Form.of(Map.of("title", "Known", "criterion", "SECURITY", "seal", "no"))).seal());
    }

    @Test
    void anyIncidentIsSealedWithItsReasonAndCircle() {
        Declaration.Seal seal = DeclareForm.read(Form.of(Map.of("title", "Quiet", "criterion", "OTHER", "seal", "yes", "reason",
                "A person is in danger", "circle", "NAMED_PEOPLE"))).seal();
        assertEquals("A person is in danger", seal.reason());
        assertEquals(Circle.NAMED_PEOPLE, seal.circle());
    }
}
