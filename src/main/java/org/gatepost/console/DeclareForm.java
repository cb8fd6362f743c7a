package org.gatepost.console;

import java.util.List;

import org.gatepost.embargo.Circle;
import org.gatepost.incident.Criterion;
import org.gatepost.incident.Declaration;
import org.gatepost.notice.PublishedAudience;

/** How a declaration is read from its form. A title is enough; whoever says no more gets what is safer. */
final class DeclareForm {
    static final String ACT = "declare";
    static final String SEAL = "yes";
    static final String OPEN = "no";
    private static final String HURTS = "hurts";
    private static final String REASON_BY_CRITERION = "Declared with the criterion security.";

    private DeclareForm() {
    }

    /**
     * The criterion security seals unless the form says to leave the incident open, because a seal is undone with a click and a leak
     * never is.
     */
    static Declaration read(Form form) {
        Criterion criterion = Answers.constant(Criterion.class, form.value("criterion"));
        return new Declaration(form.value("title"), severity(form.value("severity")), criterion, form.value("evidence"),
                seal(form, criterion));
    }

    /**
     * The audience for which the pressed button says that service is degraded, or null. Of what the page does not know nothing is said,
     * because by then the incident is declared; and nothing with a seal, which no words by one person follow and behind which the
     * declarer is let with the next request only.
     */
    static String hurts(Form form, List<PublishedAudience> audiences) {
        if (read(form).seal() != null) {
            return null;
        }
        return audiences.stream().map(PublishedAudience::key).filter(key -> form.has(HURTS, key)).findFirst().orElse(null);
    }

    private static Integer severity(String typed) {
        return typed.isBlank() ? null : Integer.valueOf(Answers.number(typed));
    }

    private static Declaration.Seal seal(Form form, Criterion criterion) {
        boolean isMeant = form.has("seal", SEAL);
        boolean follows = criterion == Criterion.SECURITY && !form.has("seal", OPEN);
        if (!isMeant && !follows) {
            return null;
        }
        String reason = form.value("reason");
        Circle circle = Answers.constant(Circle.class, form.value("circle"));
        return new Declaration.Seal(reason.isBlank() && criterion == Criterion.SECURITY ? REASON_BY_CRITERION : reason,
                circle == null ? Circle.SECURITY_TEAM : circle);
    }
}
