package org.gatepost.console;

import java.util.List;

import io.quarkus.qute.TemplateExtension;

/** The words of the field as they are meant here: one meaning each, shown on hover and on one screen. */
final class Glossary {
    static final List<Term> TERMS = List.of(
            new Term("alert", "Alert", "What a machine or a person observes, with labels, a fingerprint and a state: firing or "
                    + "resolved."),
            new Term("incident", "Incident",
                    "A service problem under coordinated response, declared because a criterion is met."),
            new Term("criterion", "Declaration criterion",
                    "Why this is an incident: unresolved after an hour's work, more than "
                            + "three people needed, broadly visible to users, security, or other. Any one suffices; it is kept with its "
                            + "evidence, the time and who said so."),
            new Term("severity", "Severity", "S1: many readers cannot read. S2: many contributors cannot write, or readers are "
                    + "degraded in a region. S3: one group or tool is degraded. S4: no user impact, redundancy lost. In doubt "
                    + "take the higher. It never decides what is published."),
            new Term("state", "State", "Suspected, active, mitigated, resolved, in review, closed. A mitigated or resolved "
                    + "incident that comes back is reopened."),
            new Term("commander", "Commander",
                    "The one person in charge now: exactly one while an incident runs. The command is "
                            + "handed over by offer and acceptance."),
            new Term("responder", "Responder", "Somebody who works incidents."),
            new Term("timeline", "Timeline", "What happened when, as people wrote it. Nothing in it is changed: a mistake is "
                    + "answered by a later entry."),
            new Term("mitigation", "Mitigation", "The impact on users is stopped or bounded, at a time. For security: "
                    + "containment."),
            new Term("resolution", "Resolution",
                    "Service is normal and coordination is over. The end of the impact, mitigation "
                            + "and resolution are three different times."),
            new Term("audience", "Audience", "People who are told together: readers, contributors, movement. Everyone can open "
                    + "every audience's page."),
            new Term("affected", "Affected", "Who is hurt, how, and from when to when: a private fact. What is said of it in "
                    + "public is disclosed at the gate, and may be less."),
            new Term("disclosed", "Disclosed",
                    "What is claimed in public towards an audience: impact, from and to, and words. An "
                            + "audience without them is not mentioned."),
            new Term("impact", "Impact", "How an audience is hurt: none, degraded, partial outage, major outage, maintenance."),
            new Term("codename", "Codename", "Made for every incident, sealed or not. Use it wherever the title must not be "
                    + "said."),
            new Term("clearance", "Clearance", "Who may know of embargoed things. It takes the role and an enrolment by two "
                    + "cleared people; nobody has it by office, administrators neither."),
            new Term("seal", "Seal", "To raise an incident's secrecy. Anyone who sees it may, when declaring it or later, and "
                    + "stays a member of its circle. The one who sealed may undo it alone within 15 minutes, and then it never "
                    + "counts as an embargo."),
            new Term("embargo", "Embargo", "An incident is held back: its reason, its circle, its owner, and a date by which "
                    + "somebody must look again. To everybody outside the circle it is as if the incident had never been."),
            new Term("circle", "Circle", "Who may know of a sealed incident: the security team and the people named, or the "
                    + "people named only."),
            new Term("release", "Release",
                    "The end of an embargo by two people of the circle: to responders, or to the world with "
                            + "words that were written and approved inside it. It opens title, state and times; the record, with its names "
                            + "and its timeline, is a second choice of two."),
            new Term("symptom", "Symptom incident",
                    "An open incident about what people can see of a sealed cause. Anyone works on "
                            + "it and publishes it; that the two belong together is known inside the circle only."),
            new Term("cover", "Cover notice",
                    "A notice without an incident whose link to a sealed one is known inside the circle "
                            + "only. It says only true things, and joins the incident at the release."),
            new Term("ledger", "Ledger",
                    "What was held back and is released: for how long, how often it was looked at again, and "
                            + "by how many people it was let go."),
            new Term("gate", "Gate",
                    "The one way from private to public. Words are written, frozen, approved by a second person, "
                            + "and copied out; nothing else ever leaves."),
            new Term("draft", "Draft", "What is proposed for publication: for each audience the disclosed impact, times and "
                    + "words, or nothing; what components do; the times shown."),
            new Term("proposal", "Proposal",
                    "A draft frozen for review. Its hash stands for every byte that readers would get."),
            new Term("approval", "Approval", "A second person's yes to one hash. Nobody approves their own words, and any edit "
                    + "afterwards makes the approval void."),
            new Term("publication", "Publication",
                    "A frozen copy of approved words, with who proposed, who approved, and when."),
            new Term("notice", "Notice", "What the world reads of one problem, under a random public id."),
            new Term("update", "Update",
                    "A further entry of a notice: investigating, identified, monitoring or resolved. It may "
                            + "promise the next one by a time."),
            new Term("lane", "Lane",
                    "By which rule words go out. Fast: approved words, at once, by one person. Short: at most 280 "
                            + "plain characters by one person, when somebody who was asked to approve has been silent for five minutes; "
                            + "looked at afterwards. Guarded: whatever else, by two. What was ever under embargo takes the guarded lane."),
            new Term("template", "Template", "Words with slots that two people agreed on before. Afterwards any responder may "
                    + "publish them alone: the slots take components, audiences, times and impact, and no free text."),
            new Term("promise", "Promise", "By when the next words are said to come. The page says openly when they are late."),
            new Term("correction", "Correction",
                    "What an entry said was wrong and is replaced; the page shows the difference."),
            new Term("typo", "Typo", "Letters of an entry are replaced. It is marked as edited, and nobody is told."),
            new Term("retraction", "Retraction",
                    "Words are struck and stay readable, with the reason; they count for nothing any "
                            + "more. One publisher strikes at once, another looks at it afterwards."),
            new Term("withdrawal", "Withdrawal",
                    "Words are removed from every revision, feed, copy and past view that we hold, and "
                            + "a tombstone is left. What was read or cached elsewhere cannot be recalled."),
            new Term("tombstone", "Tombstone",
                    "What stands where words were withdrawn: that something was here, and until when."),
            new Term("report", "Report",
                    "What is told of a problem when it is over: what happened, and what will be done about it."),
            new Term("parts", "Page parts",
                    "The page's audiences, groups and components. A name may be a secret, so that a change "
                            + "passes the gate."),
            new Term("component", "Component", "A part of the service that readers know by name. It does what the open notices "
                    + "say of it, and is operational when they say nothing."),
            new Term("maintenance", "Maintenance", "Planned work. It never masks a fault."),
            new Term("import", "Import", "History and components of another page, taken over as one bundle that one person "
                    + "proposes and another approves."),
            new Term("snapshot", "Snapshot",
                    "The public site as a whole, signed and numbered. It is all that the world sees."));

    private Glossary() {
    }

    /**
     * One meaning.
     *
     * @param key in the address, after {@code /glossary#}
     */
    record Term(String key, String name, String meaning) {
    }

    /** The meaning of a term that the screens link. */
    @TemplateExtension(namespace = "glossary")
    static String meaning(String key) {
        return TERMS.stream().filter(term -> term.key().equals(key)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The glossary has no term " + key + ".")).meaning();
    }
}
