package org.gatepost.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.gatepost.gate.ApprovalRequest;
import org.gatepost.gate.DraftRecord;
import org.gatepost.gate.GatePolicy;
import org.gatepost.gate.Lane;
import org.gatepost.incident.IncidentRecord;
import org.gatepost.security.Person;
import org.gatepost.site.Change;

/**
 * A draft that is frozen, published or discarded, or one that is written on another screen.
 *
 * @param author of the draft, by name, as proposer, approver and publisher, who may be null
 * @param reading null where there are no words to a notice
 * @param imported null for anything but an import
 * @param facts what else it claims, for what is neither; empty otherwise
 * @param previous number of the revision before, or 0 for none; changes what differs from it
 * @param amended what an amendment changes of what stands now; null for anything else, and when nothing stands there any more
 * @param omissions affected audiences that are left out, and why
 * @param asked who was asked to approve, the last one last
 * @param declined who asked for changes, or null; declinedBecause likewise
 * @param may what the operator can do now
 * @param weight what publication changes
 * @param address of the public notice, or null
 * @param parts what changes of the page's parts, or null
 * @param template the words of a template, or null
 * @param stale what differs between the revision that the operator said yes to and what stands now, or null
 */
record Review(Instant now, DraftRecord draft, IncidentRecord incident, String author, String proposer, String approver,
        String publisher, String reviewer, Reading reading, Imported imported, List<Claims.Line> facts, int previous,
        List<Claims.Line> changes, List<Claims.Line> amended, List<Warnings.Warning> warnings, List<Omission> omissions,
        List<Asked> asked,
        String declined, String declinedBecause, May may, Weight weight, List<Person> publishers, String address,
        Stale stale, PartsChange parts, TemplateWords template) {

    /** An affected audience that is left out. */
    record Omission(String audience, String reason) {
    }

    /** Who was asked to approve, and when silence opens the short lane. */
    record Asked(String person, Instant at, Instant silentAt) {
    }

    /**
     * What can be done now, as a hint for the screen: what counts is what the gate answers to the act.
     *
     * @param whyNotApprove a sentence, or null when the operator may approve now
     * @param whyNotPublish likewise
     * @param whyNotShort why the operator may not publish alone, or null when they may
     * @param whyNotLook why the operator cannot be the one who looks afterwards, or null
     */
    record May(String whyNotApprove, String whyNotPublish, String whyNotShort, String whyNotLook) {
    }

    /** What a publication changes, in numbers. */
    record Weight(int pages, int feeds, int files) {

        static Weight of(List<Change> changes) {
            int pages = count(changes, "text/html");
            int feeds = (int) changes.stream().filter(Change::isFeed).count();
            return new Weight(pages, feeds, changes.size() - pages - feeds);
        }

        private static int count(List<Change> changes, String type) {
            return (int) changes.stream().filter(change -> change.contentType().startsWith(type)).count();
        }

        /** There is nobody to send a message to yet. */
        @Override
        public String toString() {
            return many(pages, "page") + ", " + many(feeds, "feed") + ", 0 messages";
        }

        private static String many(int count, String what) {
            return count + " " + what + (count == 1 ? "" : "s");
        }
    }

    /**
     * That the words changed since somebody read them.
     *
     * @param revision that was read; 0 when it is not known
     * @param changes from then to now
     */
    record Stale(int revision, List<Claims.Line> changes) {
    }

    /** Whether it amends something that stands. */
    public boolean amends() {
        return amended != null;
    }

    public String shortHash() {
        return draft.proposal().hash().substring(0, 12);
    }

    public boolean isAsked() {
        return !asked.isEmpty();
    }

    /** Whether somebody was asked, and whether the silence has lasted long enough. */
    public boolean isSilent() {
        return isAsked() && !now.isBefore(silentAt());
    }

    /** The first silence that opens the lane. */
    public Instant silentAt() {
        return asked.stream().map(Asked::silentAt).min(Instant::compareTo).orElse(null);
    }

    /** How long until then, such as {@code 4:30 min}. */
    public String silentIn() {
        Duration left = Duration.between(now, silentAt());
        return "%d:%02d min".formatted(left.toMinutes(), left.toSecondsPart());
    }

    static Instant silentAt(List<ApprovalRequest> requests) {
        return requests.stream().map(ApprovalRequest::silentAt).min(Instant::compareTo).orElse(null);
    }

    public boolean isShort() {
        return draft.publication() != null && draft.publication().lane() == Lane.SHORT;
    }

    /** Whether the time that was approved with the words is still to come: until then nobody publishes them by hand. */
    public boolean isEarly() {
        return goesOutAt() != null && goesOutAt().isAfter(now);
    }

    public Instant goesOutAt() {
        return draft.proposal() == null ? null : draft.proposal().bundle().goesOutAt();
    }

    /** Whom it goes to, such as {@code readers and contributors: 3 pages, 2 feeds, 0 messages}. */
    public String whereTo() {
        String whom = reading == null || reading.mentioned().isEmpty() ? "everyone" : reading.addressed();
        return weight == null ? whom : whom + ": " + weight;
    }

    public int noteLimit() {
        return GatePolicy.NOTE_LIMIT;
    }

    public int shortLimit() {
        return GatePolicy.SHORT_LIMIT;
    }
}
