package org.gatepost.console;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.gatepost.embargo.EmbargoRecord;
import org.gatepost.gate.DraftSummary;
import org.gatepost.incident.IncidentSummary;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.security.Operator;
import org.gatepost.security.Person;

/**
 * An embargo with what the one who looks can do about it.
 *
 * @param operator who looks
 * @param circle who of the circle can be named: those who were admitted, the owner, and the operator
 * @param strangers who can be admitted
 * @param words drafts in review or approved that could go out with a release
 * @param open incidents that could be symptoms
 * @param notices that could be covers
 */
record EmbargoPanel(Instant now, Operator operator, EmbargoRecord embargo, List<Person> circle, List<Person> strangers,
        List<DraftSummary> words, List<IncidentSummary> open, List<PublishedNotice> notices) {

    /** Where its acts are sent. */
    public String at() {
        return "/incidents/" + embargo.incident() + "/embargo";
    }

    public boolean mayUndo() {
        return embargo.sealed() && isMe(embargo.sealedBy()) && now.isBefore(embargo.undoUntil());
    }

    public boolean isOverdue() {
        return embargo.sealed() && !now.isBefore(embargo.reviewBy());
    }

    public long openConditions() {
        return embargo.conditions().stream().filter(condition -> !condition.isMet()).count();
    }

    /** Whether the live release, or the opening, waits for somebody else than the one who looks. */
    public boolean isMine(Person proposer) {
        return isMe(proposer);
    }

    private boolean isMe(Person person) {
        return person != null && person.id().equals(operator.id());
    }

    /** The last release, when it stopped and nothing has been proposed since; or null. */
    public EmbargoRecord.Release stopped() {
        return embargo.releases().isEmpty() || embargo.releases().get(0).stopped() == null ? null : embargo.releases().get(0);
    }

    /** The release that ended the embargo, or null. */
    public EmbargoRecord.Release done() {
        return embargo.releases().stream().filter(release -> release.carriedOutAt() != null).findFirst().orElse(null);
    }

    /** What is called by that public id, for people. */
    public String title(String notice) {
        return notices.stream().filter(one -> one.id().equals(notice)).findFirst().map(PublishedNotice::title)
                .orElse("A notice that is gone");
    }

    /** Where something near can be looked at, or null. */
    public String where(EmbargoRecord.Nearby near) {
        return switch (near.kind()) {
            case "INCIDENT" -> "/incidents/" + near.id();
            case "DRAFT" -> "/drafts/" + near.id();
            default -> "/incidents/" + near.incident();
        };
    }

    /** For the identity of a form among several. */
    public String act(UUID condition) {
        return "condition-" + condition;
    }
}
