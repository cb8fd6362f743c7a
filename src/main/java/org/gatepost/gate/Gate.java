package org.gatepost.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.embargo.Embargoes;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.Noticeboard;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.StatusPage;
import org.gatepost.security.AbsentException;
import org.gatepost.security.ConflictException;
import org.gatepost.security.Ids;
import org.gatepost.security.InvalidException;
import org.gatepost.security.Operator;
import org.gatepost.security.Transactions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The one way out. Nothing becomes public except by {@link #publish}, and what becomes public is a copy of words that a second person
 * has approved, never a view of the incident. An incident is known here as an opaque reference, or not at all.
 */
@ApplicationScoped
public class Gate {
    public static final int LIST_LIMIT = 200;

    private final Transactions transactions;
    private final DraftRepository drafts;
    private final Embargoes embargoes;
    private final StatusPage page;
    private final Noticeboard noticeboard;
    private final Ids ids;
    private final ObjectMapper json;
    private final Clock clock;

    Gate(Transactions transactions, DraftRepository drafts, Embargoes embargoes, StatusPage page, Noticeboard noticeboard,
            Ids ids,
            ObjectMapper json, Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.embargoes = embargoes;
        this.page = page;
        this.noticeboard = noticeboard;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Begins a draft. With a notice it is an update of it, and hangs on whatever its first words hung on; without, it would open one.
     *
     * @param incident or null for unlinked words
     * @param notice public id of the notice to update, or null
     * @throws AbsentException when the operator sees no such incident or there is no such notice
     */
    public UUID write(Operator operator, UUID incident, String notice, DraftContent content) {
        return transactions.atGate(operator, () -> {
            if (notice == null) {
                return save(new Draft(DraftKind.FIRST_WORDS, incident, null, title(content.title()), write(content)));
            }
            PublishedNotice published = page.read().notices().stream().filter(one -> one.id().equals(notice)).findFirst()
                    .orElseThrow(AbsentException::new);
            UUID behind = drafts.incidentBehind(notice).map(one -> one[0]).orElse(null);
            if (incident != null && !incident.equals(behind)) {
                throw new InvalidException("incident",
                        "The notice belongs to another incident, or to none: leave the incident out.");
            }
            return save(new Draft(DraftKind.UPDATE, behind, notice, published.title(), write(content)));
        });
    }

    /** Begins an import: the whole bundle is the draft. See {@link StatuspageImport}. */
    public UUID write(Operator operator, String title, Bundle bundle) {
        return transactions.atGate(operator, () -> save(new Draft(DraftKind.IMPORT, null, null, title(title), bundle.text())));
    }

    /**
     * Saves what is being written. An approval that was there is worth nothing afterwards.
     *
     * @param version that the author started from
     * @throws ConflictException when somebody else saved in between: nothing is overwritten
     */
    public void edit(Operator operator, UUID id, DraftContent content, int version) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            if (draft.version() != version) {
                throw new ConflictException(
                        "Somebody else saved this draft in the meantime: your words are below, theirs are kept.");
            }
            if (draft.kind() == DraftKind.IMPORT) {
                throw new ConflictException("An import is one bundle: discard it and import again.");
            }
            draft.edit(draft.kind() == DraftKind.UPDATE ? draft.title() : title(content.title()), write(content));
            return null;
        });
    }

    /** Freezes a revision: from here on its hash stands for every byte that readers would get. */
    public Proposal propose(Operator operator, UUID id) {
        return transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            Bundle bundle;
            if (draft.kind() == DraftKind.IMPORT) {
                GatePolicy.checkProposal(operator, draft.state(), draft.kind(), null, null, null);
                bundle = Bundle.read(draft.content());
            } else {
                PublishedPage published = page.read();
                DraftContent content = read(draft.content());
                GatePolicy.checkProposal(operator, draft.state(), draft.kind(), noticeOf(draft, published)
                        .map(PublishedNotice::kind).orElse(NoticeKind.INCIDENT), content, published);
                bundle = bundle(draft, content, published);
            }
            int number = draft.propose();
            drafts.flush();
            drafts.freeze(id, number, bundle.text());
            return drafts.proposal(id, number).orElseThrow(AbsentException::new);
        });
    }

    /**
     * A second person's yes to one hash.
     *
     * @param hash in hex, as the reviewer read it
     * @throws FourEyesException for the proposer
     */
    public void approve(Operator operator, UUID id, String hash) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            Proposal proposal = drafts.proposal(id, draft.revision()).orElse(null);
            GatePolicy.checkApproval(operator, draft.state(), proposal == null ? null : proposal.proposedBy(),
                    proposal == null ? null : proposal.hash(), hash);
            drafts.approve(id, draft.revision(), hash, proposal.proposedBy());
            draft.approve();
            return null;
        });
    }

    /**
     * Copies the approved words into what is public. Asking again for what is published already, by the same hash, answers the same
     * publication: a lost reply costs nothing.
     */
    public PublicationRecord publish(Operator operator, UUID id, String hash) {
        return transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            Optional<PublicationRecord> already = drafts.publication(id);
            if (already.isPresent() && operator.isPublisher() && already.get().hash().equals(hash)) {
                return already.get();
            }
            Proposal proposal = drafts.proposal(id, draft.revision()).orElse(null);
            GatePolicy.checkPublication(operator, draft.state(), embargoes.mayPublish(draft.incident()),
                    proposal != null && proposal.approvedBy() != null, proposal == null ? null : proposal.hash(), hash);
            noticeboard.post(id, hash, Stream.generate(ids::publicId).limit(proposal.bundle().missingIds()).toList());
            return drafts.publication(id).orElseThrow(AbsentException::new);
        });
    }

    public void discard(Operator operator, UUID id) {
        transactions.atGate(operator, () -> {
            drafts.require(id).discard();
            return null;
        });
    }

    public DraftRecord require(Operator operator, UUID id) {
        return transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            return new DraftRecord(id, draft.kind(), draft.incident(), draft.notice(), null, draft.state(), draft.title(),
                    draft.kind() == DraftKind.IMPORT ? null : read(draft.content()), null, null,
                    draft.revision() == 0 ? null : drafts.proposal(id, draft.revision()).orElse(null),
                    drafts.publication(id).orElse(null), null, null, draft.writtenBy(), draft.writtenAt(), draft.version());
        });
    }

    /** What is being written, waits for a yes, or waits to go out: newest first, at most {@link #LIST_LIMIT}. */
    public List<DraftSummary> open(Operator operator) {
        return transactions.atGate(operator, () -> summaries("state in ?1 order by writtenAt desc, id",
                List.of(DraftState.DRAFT, DraftState.IN_REVIEW, DraftState.APPROVED)));
    }

    /** Everything that hangs on an incident, newest first. */
    public List<DraftSummary> of(Operator operator, UUID incident) {
        return transactions.atGate(operator, () -> summaries("incident = ?1 order by writtenAt desc, id", incident));
    }

    /** What went out about an incident, oldest first. */
    public List<PublicationRecord> publicationsOf(Operator operator, UUID incident) {
        return transactions.atGate(operator, () -> drafts.publicationsOf(incident));
    }

    /** What the world reads now; for choosing audiences and components, and for previews. */
    public PublishedPage published(Operator operator) {
        return transactions.atGate(operator, page::read);
    }

    /**
     * The public page as it would be with this draft published, computed in memory and kept nowhere.
     *
     * @param render makes of the page before and the page after whatever the caller shows
     */
    public <T> T preview(Operator operator, UUID id, BiFunction<PublishedPage, PublishedPage, T> render) {
        return transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            PublishedPage before = page.read();
            Bundle bundle = draft.state() != DraftState.DRAFT && draft.revision() > 0
                    ? drafts.proposal(id, draft.revision()).orElseThrow(AbsentException::new).bundle()
                    : draft.kind() == DraftKind.IMPORT
                            ? Bundle.read(draft.content())
                            : bundle(draft, read(draft.content()), before);
            return render.apply(before, Preview.of(before, bundle, clock.instant()));
        });
    }

    private List<DraftSummary> summaries(String query, Object parameter) {
        return drafts.find(query, parameter).page(0, LIST_LIMIT).list().stream()
                .map(draft -> new DraftSummary(draft.id(), draft.kind(), draft.incident(), draft.notice(), draft.state(),
                        draft.title(),
                        draft.writtenBy(), draft.writtenAt(), null, null, null))
                .toList();
    }

    private UUID save(Draft draft) {
        drafts.persistAndFlush(draft);
        return draft.id();
    }

    private Bundle bundle(Draft draft, DraftContent content, PublishedPage published) {
        Instant shown = content.shownAt() == null ? clock.instant() : content.shownAt();
        Instant started = content.startedAt() == null ? shown : content.startedAt();
        Bundle.Update update = new Bundle.Update(null, content.state(), shown, null, content.nextUpdateBy(),
                content.disclosures().stream().map(disclosure -> disclosure(content, disclosure)).toList(),
                content.effects().stream()
                        .map(effect -> new Bundle.Effect(effect.component(), effect.audience(), effect.status())).toList());
        Bundle.Notice notice = noticeOf(draft, published)
                .map(known -> new Bundle.Notice(known.id(), known.kind(), known.title(), known.startedAt(),
                        known.scheduledFor(), known.scheduledUntil(), List.of(update)))
                .orElseGet(() -> new Bundle.Notice(null, NoticeKind.INCIDENT, draft.title().strip(), started, null, null,
                        List.of(update)));
        return new Bundle(List.of(), List.of(), List.of(notice));
    }

    /** The notice that an update adds to; empty for first words. */
    private static Optional<PublishedNotice> noticeOf(Draft draft, PublishedPage published) {
        if (draft.kind() != DraftKind.UPDATE) {
            return Optional.empty();
        }
        return Optional.of(published.notices().stream().filter(one -> one.id().equals(draft.notice())).findFirst()
                .orElseThrow(AbsentException::new));
    }

    private static Bundle.Disclosure disclosure(DraftContent content, DraftContent.Disclosure disclosure) {
        String words = GatePolicy.wordsFor(content, disclosure);
        String markdown = words == null ? "" : words.strip();
        return new Bundle.Disclosure(disclosure.audience(), disclosure.impact(), disclosure.from(), disclosure.to(), markdown,
                Markdown.html(markdown));
    }

    private static String title(String title) {
        String given = title == null ? "" : title.strip();
        if (given.length() > GatePolicy.TITLE_LIMIT) {
            throw new InvalidException("title",
                    "The title is longer than " + GatePolicy.TITLE_LIMIT + " characters: shorten it.");
        }
        return given;
    }

    private String write(DraftContent content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A draft could not be written.", e);
        }
    }

    private DraftContent read(String content) {
        try {
            return json.readValue(content, DraftContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A draft could not be read.", e);
        }
    }

    // ---- stubs, to be filled ----

    /** Begins an amendment of an entry that is out; the content begins with what the entry says. */
    public UUID amend(Operator operator, String notice, String entry, org.gatepost.notice.Amendment amendment,
            DraftContent content) {
        throw new UnsupportedOperationException();
    }

    /** What an amendment of the entry begins with: what it says now. */
    public DraftContent contentOf(Operator operator, String notice, String entry) {
        throw new UnsupportedOperationException();
    }

    /** Begins a change of the page's parts. */
    public UUID write(Operator operator, String title, PageContent content) {
        throw new UnsupportedOperationException();
    }

    /** Begins a template, or the next revision of one with the same key and language. */
    public UUID write(Operator operator, TemplateContent content) {
        throw new UnsupportedOperationException();
    }

    public void edit(Operator operator, UUID id, String title, PageContent content, int version) {
        throw new UnsupportedOperationException();
    }

    public void edit(Operator operator, UUID id, TemplateContent content, int version) {
        throw new UnsupportedOperationException();
    }

    /** Sends a proposal back with a note: the draft can be written again, its approvals are void. */
    public void decline(Operator operator, UUID id, String hash, String because) {
        throw new UnsupportedOperationException();
    }

    /** Lets approved words go out by themselves at the time that is part of what was approved. */
    public void schedule(Operator operator, UUID id, String hash) {
        throw new UnsupportedOperationException();
    }

    /** Stops what would go out by itself; it stays approved. */
    public void unschedule(Operator operator, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** Asks a publisher to approve the revision in review. Five minutes of silence open the short lane. */
    public void ask(Operator operator, UUID id, UUID publisher) {
        throw new UnsupportedOperationException();
    }

    /** Publishes alone, by the short lane. */
    public PublicationRecord publishShort(Operator operator, UUID id, String hash) {
        throw new UnsupportedOperationException();
    }

    /** What the template says with these values: a bundle that nobody has proposed. */
    public Bundle fill(Operator operator, FastWords words) {
        throw new UnsupportedOperationException();
    }

    /**
     * Publishes alone, by the fast lane.
     *
     * @param requestKey chosen by the caller, 1 to 100 characters; sent again, it answers the same publication
     */
    public PublicationRecord publishFast(Operator operator, FastWords words, String requestKey) {
        throw new UnsupportedOperationException();
    }

    /**
     * Strikes an entry, or every entry of a notice.
     *
     * @param entry null for all
     * @param note why, for us; at most 2,000 characters
     */
    public Takedown retract(Operator operator, String notice, String entry, org.gatepost.notice.RetractionReason reason,
            String note) {
        throw new UnsupportedOperationException();
    }

    /** Removes an entry, or a whole notice, from everything that is public; a tombstone is left. */
    public Takedown withdraw(Operator operator, String notice, String entry, String note) {
        throw new UnsupportedOperationException();
    }

    /** Another publisher has looked at what one let out alone. */
    public void reviewPublication(Operator operator, UUID draft) {
        throw new UnsupportedOperationException();
    }

    /** Another publisher has looked at what one took down. */
    public void reviewTakedown(Operator operator, UUID takedown) {
        throw new UnsupportedOperationException();
    }

    /** Approved templates, the newest revision of each, by state and name. */
    public List<TemplateRecord> templates(Operator operator) {
        throw new UnsupportedOperationException();
    }

    public Duties duties(Operator operator) {
        throw new UnsupportedOperationException();
    }

    /** Every revision that was frozen of a draft, oldest first. */
    public List<Proposal> revisions(Operator operator, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** What was struck or withdrawn of a notice, oldest first. */
    public List<Takedown> takedownsOf(Operator operator, String notice) {
        throw new UnsupportedOperationException();
    }

    /** The affected audiences of the draft's incident that neither it nor earlier entries mention and for which it gives no reason. */
    public List<String> leavesOut(Operator operator, UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The draft and publication that a public notice's entries came from, newest first; those that the operator may see. */
    public List<PublicationRecord> publicationsOf(Operator operator, String notice) {
        throw new UnsupportedOperationException();
    }
}
