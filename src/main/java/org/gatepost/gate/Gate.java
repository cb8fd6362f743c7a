package org.gatepost.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;

import org.gatepost.embargo.Embargoes;
import org.gatepost.embargo.Releases;
import org.gatepost.notice.Amendment;
import org.gatepost.notice.NoticeKind;
import org.gatepost.notice.NoticeState;
import org.gatepost.notice.Noticeboard;
import org.gatepost.notice.PublishedAudience;
import org.gatepost.notice.PublishedNotice;
import org.gatepost.notice.PublishedPage;
import org.gatepost.notice.PublishedUpdate;
import org.gatepost.notice.RetractionReason;
import org.gatepost.notice.StatusPage;
import org.gatepost.security.AbsentException;
import org.gatepost.security.Ceiling;
import org.gatepost.security.ConflictException;
import org.gatepost.security.Ids;
import org.gatepost.security.InvalidException;
import org.gatepost.security.NotAllowedException;
import org.gatepost.security.Operator;
import org.gatepost.security.Transactions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The one way out. Nothing becomes public except by {@link #publish}, and what becomes public is a copy of words that a second person
 * has approved, never a view of the incident. An incident is known here as an opaque reference, or not at all.
 */
@ApplicationScoped
public class Gate {
    public static final int LIST_LIMIT = 200;
    /** One for a notice, one for its entry. */
    private static final int IDS_OF_A_RELEASE = 2;

    private final Transactions transactions;
    private final DraftRepository drafts;
    private final Embargoes embargoes;
    private final Releases releases;
    private final StatusPage page;
    private final Noticeboard noticeboard;
    private final Ids ids;
    private final ObjectMapper json;
    private final Clock clock;

    Gate(Transactions transactions, DraftRepository drafts, Embargoes embargoes, Releases releases, StatusPage page,
            Noticeboard noticeboard,
            Ids ids,
            ObjectMapper json, Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.embargoes = embargoes;
        this.releases = releases;
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
            PublishedNotice published = notice(page.read(), notice);
            UUID behind = drafts.incidentBehind(notice);
            // Known inside the circle only: the notice covers the incident, and these words join the two.
            if (incident != null && behind == null && embargoes.isCover(incident, notice)) {
                return save(new Draft(DraftKind.UPDATE, incident, notice, published.title(), write(content)));
            }
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

    /** Begins a change of the page's parts. */
    public UUID write(Operator operator, String title, PageContent content) {
        return transactions.atGate(operator, () -> save(new Draft(DraftKind.PAGE, null, null, title(title), write(content))));
    }

    /**
     * Begins a template, or the next revision of the one with the same key and language. In another language than the key's original it
     * is a translation of what that says now, if it does not say of what.
     */
    public UUID write(Operator operator, TemplateContent content) {
        return transactions.atGate(operator, () -> {
            Integer translates = content.translates() != null
                    ? content.translates()
                    : original(content).filter(it -> !it.language().equals(content.language())).map(TemplateRecord::revision)
                            .orElse(null);
            return save(new Draft(DraftKind.TEMPLATE, null, null, title(content.name()),
                    write(new TemplateContent(content.key(), content.language(), content.state(), content.name(),
                            content.title(), content.words(), content.phrases(), translates))));
        });
    }

    private Optional<TemplateRecord> original(TemplateContent content) {
        return templates().stream().filter(it -> it.isOriginal() && it.key().equals(content.key())).findFirst();
    }

    /**
     * Begins an amendment of an entry that is out; {@link #contentOf} is what it best begins with.
     *
     * @param entry public id of an entry of the notice
     */
    public UUID amend(Operator operator, String notice, String entry, Amendment amendment, DraftContent content) {
        return transactions.atGate(operator, () -> {
            PublishedPage stands = page.read();
            PublishedNotice published = notice(stands, notice);
            Composition.entry(stands, published, entry);
            return save(new Draft(DraftKind.of(amendment), drafts.incidentBehind(notice), notice, entry,
                    title(content.title() == null ? published.title() : content.title()), write(content)));
        });
    }

    /** What an amendment of the entry begins with: what it says now. */
    public DraftContent contentOf(Operator operator, String notice, String entry) {
        return transactions.atGate(operator, () -> {
            PublishedPage published = page.read();
            return Composition.contentOf(Composition.entry(published, notice(published, notice), entry));
        });
    }

    /**
     * Saves what is being written. An approval that was there is worth nothing afterwards.
     *
     * @param version that the author started from
     * @throws ConflictException when somebody else saved in between: nothing is overwritten
     */
    public void edit(Operator operator, UUID id, DraftContent content, int version) {
        edit(operator, id, version, draft -> {
            requireKind(draft.kind().hasWords());
            draft.edit(draft.kind() == DraftKind.UPDATE || content.title() == null ? draft.title() : title(content.title()),
                    write(content));
        });
    }

    /** As above, for the page's parts. */
    public void edit(Operator operator, UUID id, String title, PageContent content, int version) {
        edit(operator, id, version, draft -> {
            requireKind(draft.kind() == DraftKind.PAGE);
            draft.edit(title(title), write(content));
        });
    }

    /** As above, for a template. */
    public void edit(Operator operator, UUID id, TemplateContent content, int version) {
        edit(operator, id, version, draft -> {
            requireKind(draft.kind() == DraftKind.TEMPLATE);
            draft.edit(title(content.name()), write(content));
        });
    }

    private void edit(Operator operator, UUID id, int version, Consumer<Draft> change) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            if (draft.version() != version) {
                throw new ConflictException(
                        "Somebody else saved this draft in the meantime: your words are still here, and theirs are kept.");
            }
            change.accept(draft);
            return null;
        });
    }

    private static void requireKind(boolean isOfKind) {
        if (!isOfKind) {
            throw new ConflictException("The draft is of another kind: discard it and begin anew.");
        }
    }

    /** Takes a draft out of review without changing it, so that it can be written again. */
    public void takeBack(Operator operator, UUID id) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            draft.edit(draft.title(), draft.content());
            return null;
        });
    }

    /** Freezes a revision: from here on its hash stands for every byte that readers would get. */
    public Proposal propose(Operator operator, UUID id) {
        return transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            PublishedPage published = page.read();
            check(operator, draft, published);
            return freeze(draft, bundle(draft, published), omissions(draft, published));
        });
    }

    private void check(Operator operator, Draft draft, PublishedPage published) {
        DraftContent content = draft.kind().hasWords() ? read(draft.content(), DraftContent.class) : null;
        NoticeKind about = content == null
                ? null
                : draft.notice() == null ? content.kind() : notice(published, draft.notice()).kind();
        GatePolicy.checkProposal(operator, draft.state(), draft.kind(), about, content, published);
        switch (draft.kind()) {
            case PAGE -> GatePolicy.checkParts(read(draft.content(), PageContent.class), published);
            case TEMPLATE -> {
                TemplateContent template = read(draft.content(), TemplateContent.class);
                GatePolicy.checkTemplate(template, published);
                GatePolicy.checkTranslation(template, original(template).orElse(null));
            }
            case CORRECTION, TYPO -> {
                Composition.Standing standing = Composition.entry(published, notice(published, draft.notice()), draft.entry());
                DraftContent stands = Composition.contentOf(standing);
                GatePolicy.checkAmendment(draft.kind(), Composition.settled(content, stands), stands, standing.opens());
                Amendment kind = amendment(draft.kind());
                GatePolicy.checkDifference(Composition.amendment(standing, draft.title(), kind, content),
                        Composition.amendment(standing, standing.notice().title(), kind, stands));
            }
            case UPDATE -> GatePolicy.checkReport(content.state(), notice(published, draft.notice()));
            default -> {
            }
        }
    }

    /** The reasons that count: for audiences that are affected and that nothing mentions. Others would tell of nothing. */
    private List<DraftContent.Omission> omissions(Draft draft, PublishedPage published) {
        if (draft.kind() != DraftKind.FIRST_WORDS && draft.kind() != DraftKind.UPDATE) {
            return List.of();
        }
        DraftContent content = read(draft.content(), DraftContent.class);
        List<String> left = drafts.leavesOut(draft.incident(), draft.notice(), mentioned(content));
        List<DraftContent.Omission> reasons = content.omissions().stream()
                .filter(it -> left.contains(it.audience()) && it.reason() != null && !it.reason().isBlank()).toList();
        GatePolicy.checkOmitted(left.stream()
                .filter(audience -> reasons.stream().noneMatch(reason -> reason.audience().equals(audience))).toList());
        return reasons;
    }

    private static List<String> mentioned(DraftContent content) {
        return content.disclosures().stream().map(DraftContent.Disclosure::audience).toList();
    }

    private Proposal freeze(Draft draft, Bundle bundle, List<DraftContent.Omission> omissions) {
        int number = draft.propose();
        drafts.flush();
        drafts.freeze(draft.id(), number, bundle.text());
        omissions.forEach(omission -> drafts.omit(draft.id(), number, omission));
        return drafts.proposal(draft.id(), number).orElseThrow(AbsentException::new);
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

    /** A second person's no: the draft goes back to its author with a note. */
    public void decline(Operator operator, UUID id, String hash, String because) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            GatePolicy.checkDecline(operator, draft.state(), drafts.proposal(id, draft.revision()).orElse(null), hash, because);
            drafts.decline(id, draft.revision(), because.strip());
            draft.decline();
            return null;
        });
    }

    /** Asks a publisher to approve the revision in review. Five minutes of silence open the short lane. */
    public void ask(Operator operator, UUID id, UUID publisher) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            Proposal proposal = drafts.proposal(id, draft.revision()).orElse(null);
            GatePolicy.checkRequest(operator, draft.state(), proposal, publisher);
            if (proposal.requests().stream().noneMatch(request -> request.asked().equals(publisher))) {
                drafts.ask(id, draft.revision(), proposal.hash(), proposal.proposedBy(), publisher);
            }
            return null;
        });
    }

    /**
     * Copies the approved words into what is public, or makes an approved template ready for use. Asking again for what is published
     * already, by the same hash, answers the same publication: a lost reply costs nothing.
     *
     * <p>
     * Words that name a time at which they go out are not published by hand before it, not even by whoever approved them: the time is
     * part of what two people said yes to, and often of what is true ("from now on"). Without it they are proposed again. After the
     * time, when the schedule was stopped or a rule refused them, a press is what is left.
     */
    public PublicationRecord publish(Operator operator, UUID id, String hash) {
        return orWhatIsOut(operator, () -> {
            Draft draft = drafts.require(id);
            Optional<PublicationRecord> already = alreadyOut(operator, id, hash);
            if (already.isPresent()) {
                return already.get();
            }
            Proposal proposal = drafts.proposal(id, draft.revision()).orElse(null);
            GatePolicy.checkPublication(operator, draft.state(), embargoes.mayPublish(draft.incident()),
                    proposal != null && proposal.approvedBy() != null, proposal == null ? null : proposal.hash(), hash);
            GatePolicy.checkTime(proposal.bundle().goesOutAt(), drafts.now());
            return post(draft, proposal, draft.kind() == DraftKind.IMPORT ? Lane.IMPORT : Lane.GUARDED);
        }, () -> alreadyOut(operator, id, hash));
    }

    private Optional<PublicationRecord> alreadyOut(Operator operator, UUID id, String hash) {
        return drafts.publication(id).filter(it -> operator.isPublisher() && it.hash().equals(hash));
    }

    /** Two presses at once: the second waits for the first, and finds what that did. */
    private PublicationRecord orWhatIsOut(Operator operator, Supplier<PublicationRecord> publish,
            Supplier<Optional<PublicationRecord>> already) {
        try {
            return transactions.atGate(operator, publish);
        } catch (ConflictException conflict) {
            return transactions.atGate(operator, already).orElseThrow(() -> conflict);
        }
    }

    /** Publishes alone, by the short lane. */
    public PublicationRecord publishShort(Operator operator, UUID id, String hash) {
        return orWhatIsOut(operator, () -> {
            Draft draft = drafts.require(id);
            Optional<PublicationRecord> already = alreadyOutAlone(operator, id, hash);
            if (already.isPresent()) {
                return already.get();
            }
            Proposal proposal = drafts.proposal(id, draft.revision()).orElse(null);
            GatePolicy.checkShort(operator, draft.state(), proposal, hash, drafts.now());
            return post(draft, proposal, Lane.SHORT);
        }, () -> alreadyOutAlone(operator, id, hash));
    }

    private Optional<PublicationRecord> alreadyOutAlone(Operator operator, UUID id, String hash) {
        return drafts.publication(id).filter(it -> it.publishedBy().equals(operator.id()) && it.hash().equals(hash));
    }

    private PublicationRecord post(Draft draft, Proposal proposal, Lane lane) {
        drafts.flush();
        noticeboard.post(draft.id(), proposal.hash(),
                Stream.generate(ids::publicId).limit(proposal.bundle().missingIds()).toList(),
                lane.name());
        return drafts.publication(draft.id()).orElseThrow(AbsentException::new);
    }

    /** What the template says with these values, in every language in which it is ready: a bundle that nobody has proposed. */
    public Bundle fill(Operator operator, FastWords words) {
        GatePolicy.checkFast(operator, words);
        return transactions.atGate(operator, () -> filled(words));
    }

    private Bundle filled(FastWords words) {
        PublishedPage published = page.read();
        TemplateRecord template = newest(words.template());
        DraftContent empty = new DraftContent("", template.state(), words.startedAt(), words.shownAt(), words.nextUpdateBy(),
                "",
                words.disclosures().stream()
                        .map(d -> new DraftContent.Disclosure(d.audience(), d.impact(), d.from(), d.to(), null)).toList(),
                words.effects());
        Bundle bundle = words.notice() == null
                ? Composition.firstWords("", empty, clock.instant())
                : Composition.update(notice(published, words.notice()), empty, clock.instant());
        Bundle.Notice notice = bundle.notices().get(0);
        JsonNode said = tree(drafts.words(words.template(), Bundle.json(notice), Bundle.json(notice.updates().get(0))));
        Map<String, Composition.Spoken> spoken = new HashMap<>();
        said.path("words").properties().forEach(it -> spoken.put(it.getKey(), spoken(it.getValue())));
        if (words.notice() != null) {
            return Composition.filled(bundle, notice.title(), null, spoken);
        }
        Map<String, String> titles = new TreeMap<>();
        said.path("titles").properties().forEach(it -> titles.put(it.getKey(), it.getValue().asText()));
        return Composition.filled(bundle, said.path("title").asText(), titles.isEmpty() ? null : titles, spoken);
    }

    private static Composition.Spoken spoken(JsonNode said) {
        Map<String, PublishedUpdate.Words> translations = new TreeMap<>();
        said.path("translations").properties().forEach(it -> translations.put(it.getKey(), wordsOf(it.getValue())));
        return new Composition.Spoken(wordsOf(said), translations.isEmpty() ? null : translations);
    }

    private static PublishedUpdate.Words wordsOf(JsonNode said) {
        return new PublishedUpdate.Words(said.path("markdown").asText(), said.path("html").asText());
    }

    private TemplateRecord newest(UUID id) {
        return templates().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(() -> new ConflictException(
                "The template is not there, or there is a newer revision of it: choose again."));
    }

    /**
     * Publishes alone, by the fast lane.
     *
     * @param requestKey chosen by the caller, 1 to {@value GatePolicy#REQUEST_KEY_LIMIT} characters; sent again, it answers the same
     *     publication
     */
    public PublicationRecord publishFast(Operator operator, FastWords words, String requestKey) {
        GatePolicy.checkFast(operator, words);
        GatePolicy.checkRequestKey(requestKey);
        return orWhatIsOut(operator, () -> answered(operator, requestKey).orElseGet(
                () -> publishFilled(operator, words, requestKey)), () -> answered(operator, requestKey));
    }

    private Optional<PublicationRecord> answered(Operator operator, String requestKey) {
        return drafts.byRequestKey(operator.id(), requestKey).flatMap(drafts::publication);
    }

    private PublicationRecord publishFilled(Operator operator, FastWords words, String requestKey) {
        PublishedPage published = page.read();
        if (words.notice() != null && !words.incident().equals(drafts.incidentBehind(words.notice()))) {
            throw new InvalidException("notice", "The notice belongs to another incident, or to none: write a draft instead.");
        }
        Bundle bundle = filled(words);
        Bundle.Notice notice = bundle.notices().get(0);
        Bundle.Update update = notice.updates().get(0);
        DraftContent content = new DraftContent(notice.title(), update.state(), words.startedAt(), words.shownAt(),
                words.nextUpdateBy(), "",
                update.disclosures().stream().map(
                        d -> new DraftContent.Disclosure(d.audience(), d.impact(), d.from(), d.to(), d.markdown())).toList(),
                words.effects(), null, words.omissions(), null, null, null, null);
        Draft draft = new Draft(words.notice() == null ? DraftKind.FIRST_WORDS : DraftKind.UPDATE, words.incident(),
                words.notice(), words.template(), requestKey, title(notice.title()), write(content));
        GatePolicy.checkProposal(operator, draft.state(), draft.kind(), NoticeKind.INCIDENT, content, published);
        save(draft);
        return post(draft, freeze(draft, bundle, omissions(draft, published)), Lane.FAST);
    }

    /** Lets approved words go out by themselves at the time that is part of what was approved. */
    public void schedule(Operator operator, UUID id, String hash) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            GatePolicy.checkSchedule(operator, draft.state(), drafts.proposal(id, draft.revision()).orElse(null), hash);
            draft.schedule();
            return null;
        });
    }

    /** Stops what would go out by itself; it stays approved. */
    public void unschedule(Operator operator, UUID id) {
        transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            GatePolicy.checkStop(operator, draft.state());
            draft.unschedule();
            return null;
        });
    }

    /**
     * Lets out what is due, by the database's clock and by every rule anew. What a rule refuses stays approved, with the reason, for
     * people to decide. Several consoles may ask at once: each draft goes out once.
     *
     * @return how many went out
     */
    @ActivateRequestContext
    int publishDue() {
        int out = 0;
        for (UUID id : transactions.atGate(Operator.SCHEDULE, drafts::due)) {
            try {
                transactions.atGate(Operator.SCHEDULE, () -> {
                    Draft draft = drafts.require(id);
                    return post(draft, drafts.proposal(id, draft.revision()).orElseThrow(AbsentException::new), Lane.GUARDED);
                });
                out++;
            } catch (ConflictException | InvalidException | NotAllowedException refusal) {
                transactions.atGate(Operator.SCHEDULE, () -> {
                    Draft draft = drafts.require(id);
                    if (draft.state() == DraftState.SCHEDULED) {
                        draft.stop(refusal.getMessage());
                    }
                    return null;
                });
            } catch (AbsentException sealedMeanwhile) {
                // Sealing took its time away in the same instant.
            }
        }
        return out;
    }

    /** Carries out the releases that are due. Their words go out by the same door. */
    void releaseDue() {
        releases.carryOutDue(() -> Stream.generate(ids::publicId).limit(IDS_OF_A_RELEASE).toList());
    }

    public void discard(Operator operator, UUID id) {
        transactions.atGate(operator, () -> {
            drafts.require(id).discard();
            return null;
        });
    }

    /**
     * Strikes an entry, or every entry of a notice, at once.
     *
     * @param entry null for all
     * @param note why, for us; at most {@value GatePolicy#NOTE_LIMIT} characters
     */
    public Takedown retract(Operator operator, String notice, String entry, RetractionReason reason, String note) {
        GatePolicy.checkTakedown(operator, note);
        if (reason == null) {
            throw new InvalidException("reason", "The reason is missing: choose one, readers are told it.");
        }
        return transactions.atGate(operator, () -> takedown(noticeboard.retract(notice, entry, reason, note(note))));
    }

    /** Removes an entry, or a whole notice, from everything that is public, at once; a tombstone is left. */
    public Takedown withdraw(Operator operator, String notice, String entry, String note) {
        GatePolicy.checkTakedown(operator, note);
        return transactions.atGate(operator, () -> takedown(noticeboard.withdraw(notice, entry, note(note))));
    }

    private Takedown takedown(UUID id) {
        return drafts.takedowns("t.id = :it", id).get(0);
    }

    private static String note(String note) {
        return note == null ? "" : note.strip();
    }

    /** Another publisher has looked at what one let out alone. */
    public void reviewPublication(Operator operator, UUID draft) {
        transactions.atGate(operator, () -> {
            drafts.require(draft);
            if (drafts.publication(draft).isEmpty()) {
                throw new ConflictException("The draft is not published: there is nothing to look at yet.");
            }
            drafts.reviewPublication(draft);
            return null;
        });
    }

    /** Another publisher has looked at what one took down. */
    public void reviewTakedown(Operator operator, UUID takedown) {
        transactions.atGate(operator, () -> {
            drafts.reviewTakedown(takedown);
            return null;
        });
    }

    public DraftRecord require(Operator operator, UUID id) {
        return transactions.atGate(operator, () -> {
            Draft draft = looked(operator, id);
            DraftKind kind = draft.kind();
            return new DraftRecord(id, kind, draft.incident(), draft.notice(), draft.entry(), draft.state(), draft.title(),
                    kind.hasWords() ? read(draft.content(), DraftContent.class) : null,
                    kind == DraftKind.PAGE ? read(draft.content(), PageContent.class) : null,
                    kind == DraftKind.TEMPLATE ? read(draft.content(), TemplateContent.class) : null,
                    draft.revision() == 0 ? null : drafts.proposal(id, draft.revision()).orElse(null),
                    drafts.publication(id).orElse(null), draft.dueAt(), draft.stopped(), draft.writtenBy(), draft.writtenAt(),
                    draft.version());
        });
    }

    /** The draft, and a look at it: if it hangs on something sealed, that is kept. */
    private Draft looked(Operator operator, UUID id) {
        Draft draft = drafts.require(id);
        if (draft.incident() != null && operator.ceiling() == Ceiling.CLEARED) {
            drafts.saw(draft);
        }
        return draft;
    }

    /** Whether the draft is still there for this person: for an open screen that asks every second, and so no look at it. */
    public void requireThere(Operator operator, UUID id) {
        transactions.atGate(operator, () -> drafts.require(id).id());
    }

    /** Every revision that was frozen of a draft, oldest first. */
    public List<Proposal> revisions(Operator operator, UUID id) {
        return transactions.atGate(operator, () -> drafts.proposals(looked(operator, id).id()));
    }

    /** What is being written, waits for a yes, or waits to go out: newest first, at most {@link #LIST_LIMIT}. */
    public List<DraftSummary> open(Operator operator) {
        return transactions.atGate(operator, this::openDrafts);
    }

    private List<DraftSummary> openDrafts() {
        return drafts.summaries("d.state = any(string_to_array(:it, ','))",
                String.join(",", DraftState.DRAFT.name(), DraftState.IN_REVIEW.name(), DraftState.APPROVED.name(),
                        DraftState.SCHEDULED.name()),
                LIST_LIMIT);
    }

    /** What the gate waits for, from whom. */
    public Duties duties(Operator operator) {
        return transactions.atGate(operator, () -> {
            Instant now = drafts.now();
            List<Duties.Promise> promises = page.read().notices().stream().filter(PublishedNotice::isOpen)
                    .flatMap(notice -> notice.promisedBy().stream()
                            .map(by -> new Duties.Promise(notice.id(), notice.title(), by, !by.isAfter(now))))
                    .sorted(Comparator.comparing(Duties.Promise::by)).toList();
            return new Duties(openDrafts(), promises, drafts.unreviewed(),
                    drafts.takedowns("t.reviewed_by is null and cast(:it as boolean)", true));
        });
    }

    /** Everything that hangs on an incident, newest first. */
    public List<DraftSummary> of(Operator operator, UUID incident) {
        return transactions.atGate(operator, () -> drafts.summaries("d.incident_id = :it", incident, LIST_LIMIT));
    }

    /** What went out about an incident, oldest first. */
    public List<PublicationRecord> publicationsOf(Operator operator, UUID incident) {
        return transactions.atGate(operator, () -> drafts.publicationsOf(incident));
    }

    /** What went out of a notice and by which rule, oldest first: what the operator may see of it. */
    public List<PublicationRecord> publicationsOf(Operator operator, String notice) {
        return transactions.atGate(operator, () -> drafts.publicationsOf(notice));
    }

    /** Why audiences were left out of a notice, as far as the operator may know: what its next words best begin with. */
    public List<DraftContent.Omission> omissionsOf(Operator operator, String notice) {
        return transactions.atGate(operator, () -> drafts.omissionsOf(notice));
    }

    /** What was struck or withdrawn of a notice, oldest first. */
    public List<Takedown> takedownsOf(Operator operator, String notice) {
        return transactions.atGate(operator, () -> drafts.takedowns("t.notice_id = :it", notice));
    }

    /** What was struck or withdrawn about an incident, oldest first. */
    public List<Takedown> takedownsOf(Operator operator, UUID incident) {
        return transactions.atGate(operator, () -> drafts.takedowns("t.incident_id = :it", incident));
    }

    /** The affected audiences of the draft's incident that neither it nor earlier entries mention and for which it gives no reason. */
    public List<String> leavesOut(Operator operator, UUID id) {
        return transactions.atGate(operator, () -> {
            Draft draft = drafts.require(id);
            if (!draft.kind().hasWords() || draft.kind().isAmendment()) {
                return List.of();
            }
            DraftContent content = read(draft.content(), DraftContent.class);
            List<String> said = new ArrayList<>(mentioned(content));
            content.omissions().stream().filter(it -> it.reason() != null && !it.reason().isBlank())
                    .forEach(it -> said.add(it.audience()));
            return drafts.leavesOut(draft.incident(), draft.notice(), said);
        });
    }

    /** Approved templates, the newest revision of each, by state and name. */
    public List<TemplateRecord> templates(Operator operator) {
        return transactions.atGate(operator, this::templates);
    }

    private List<TemplateRecord> templates() {
        return drafts.templates().stream().map(row -> {
            Map<String, String> words = new TreeMap<>();
            tree((String) row[7]).properties().forEach(it -> words.put(it.getKey(), it.getValue().path("markdown").asText()));
            Map<String, String> phrases = new TreeMap<>();
            tree((String) row[8]).properties().forEach(it -> phrases.put(it.getKey(), it.getValue().asText()));
            return new TemplateRecord((UUID) row[0], (String) row[1], (Integer) row[2], (String) row[3],
                    NoticeState.valueOf((String) row[4]), (String) row[5], (String) row[6], words, phrases, row[9] == null,
                    (Instant) row[10], (Integer) row[11], TemplateStanding.valueOf((String) row[12]));
        }).toList();
    }

    /** The audiences of the page, by position. */
    public List<PublishedAudience> audiences(Operator operator) {
        return transactions.atGate(operator, page::audiences);
    }

    /** The people who can be asked for a yes, as far as they have logged in before; whether they are here now is not told. */
    public Set<UUID> publishers(Operator operator) {
        return transactions.atGate(operator, () -> Set.copyOf(drafts.publishers()));
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
            Draft draft = looked(operator, id);
            PublishedPage before = page.read();
            Bundle bundle = draft.state() != DraftState.DRAFT && draft.revision() > 0
                    ? drafts.proposal(id, draft.revision()).orElseThrow(AbsentException::new).bundle()
                    : bundle(draft, before);
            return render.apply(before, Preview.of(before, bundle, clock.instant()));
        });
    }

    private UUID save(Draft draft) {
        drafts.persistAndFlush(draft);
        return draft.id();
    }

    /** What the draft would become. */
    private Bundle bundle(Draft draft, PublishedPage published) {
        return switch (draft.kind()) {
            case IMPORT -> Bundle.read(draft.content());
            case PAGE -> Composition.parts(read(draft.content(), PageContent.class), published, ids::publicId);
            case TEMPLATE -> Composition.template(read(draft.content(), TemplateContent.class));
            case FIRST_WORDS ->
                Composition.firstWords(draft.title(), read(draft.content(), DraftContent.class), clock.instant());
            case UPDATE -> Composition.update(notice(published, draft.notice()), read(draft.content(), DraftContent.class),
                    clock.instant());
            case CORRECTION, TYPO -> Composition.amendment(
                    Composition.entry(published, notice(published, draft.notice()), draft.entry()), draft.title(),
                    amendment(draft.kind()), read(draft.content(), DraftContent.class));
        };
    }

    private static Amendment amendment(DraftKind kind) {
        return kind == DraftKind.TYPO ? Amendment.TYPO : Amendment.CORRECTION;
    }

    private static PublishedNotice notice(PublishedPage published, String id) {
        return published.notices().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow(AbsentException::new);
    }

    private static String title(String title) {
        String given = title == null ? "" : title.strip();
        if (GatePolicy.characters(given) > GatePolicy.TITLE_LIMIT) {
            throw new InvalidException("title",
                    "The title is longer than " + GatePolicy.TITLE_LIMIT + " characters: shorten it.");
        }
        return given;
    }

    private String write(Object content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A draft could not be written.", e);
        }
    }

    private <T> T read(String content, Class<T> kind) {
        try {
            return json.readValue(content, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A draft could not be read.", e);
        }
    }

    private JsonNode tree(String content) {
        try {
            return json.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A template could not be read.", e);
        }
    }
}
