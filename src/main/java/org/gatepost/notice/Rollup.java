package org.gatepost.notice;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.gatepost.notice.PublishedUpdate.Disclosure;
import org.gatepost.notice.PublishedUpdate.Effect;

/**
 * How open notices add up to a status. Nothing about a status is kept: it follows from the words that are out, so that it
 * can never say more than they do.
 * <ul>
 * <li>For an audience, the last update of a notice that addresses it is in force, until the notice is over for everyone.
 * Announced maintenance is in force once an update says that it has begun.
 * <li>A retracted update counts for nothing, as if it had never been said: not towards anybody's status, and not towards the end.
 * <li>What the clock says of planned work ({@link Phases}) counts like what people say.
 * <li>A component is as bad as the worst effect in force for any audience that was told of it. One that is retired is listed no
 * more and counts for nothing but itself.
 * <li>An audience is as bad as the worst impact disclosed to it in force and the worst of the components that it uses.
 * <li>Everything together is as bad as the worst of these. Maintenance ranks below every fault and never masks one.
 * </ul>
 * Silence is {@link ComponentStatus#OPERATIONAL} and {@link Impact#NONE}: it means that no problem is reported, not that
 * there is none, and pages must say it so.
 */
public final class Rollup {

    private final PublishedPage page;
    private final Map<String, ComponentStatus> components = new HashMap<>();
    private final Map<String, Impact> audiences = new HashMap<>();
    private final Impact worstDisclosed;

    private Rollup(PublishedPage page) {
        this.page = page;
        for (PublishedNotice notice : page.notices()) {
            effects(notice, lastOf(notice)).forEach((id, status) -> components.merge(id, status, Rollup::worse));
        }
        Impact disclosed = Impact.NONE;
        for (PublishedAudience audience : page.audiences()) {
            Map<String, ComponentStatus> effects = new HashMap<>();
            Impact worst = Impact.NONE;
            for (PublishedNotice notice : page.notices()) {
                int last = lastOf(notice);
                effects(notice, last, Set.of(audience.key()))
                        .forEach((id, status) -> effects.merge(id, status, Rollup::worse));
                worst = worse(worst, disclosure(notice, last, audience.key()).map(Disclosure::impact).orElse(Impact.NONE));
            }
            disclosed = worse(disclosed, worst);
            for (PublishedComponent component : listed(page).toList()) {
                if (component.audiences().contains(audience.key())) {
                    worst = worse(worst, impactOf(effects.getOrDefault(component.id(), ComponentStatus.OPERATIONAL)));
                }
            }
            audiences.put(audience.key(), worst);
        }
        this.worstDisclosed = disclosed;
    }

    /** Adds up a page: the whole one, or what one audience is {@linkplain Told told}. */
    public static Rollup of(PublishedPage page) {
        return new Rollup(page);
    }

    /** The status of one component; operational when nothing is said of it or when it is unknown. */
    public ComponentStatus component(String id) {
        return components.getOrDefault(id, ComponentStatus.OPERATIONAL);
    }

    /** A group is as bad as the worst of its components. */
    public ComponentStatus group(String groupId) {
        return listed(page)
                .filter(component -> groupId.equals(component.groupId()))
                .map(component -> component(component.id()))
                .max(Comparator.naturalOrder())
                .orElse(ComponentStatus.OPERATIONAL);
    }

    /** How bad it is for one audience; none when it is unknown. */
    public Impact audience(String key) {
        return audiences.getOrDefault(key, Impact.NONE);
    }

    /** How bad it is for anyone. */
    public Impact overall() {
        Stream<Impact> ofComponents = listed(page).map(component -> impactOf(component(component.id())));
        return Stream.concat(audiences.values().stream(), ofComponents).max(Comparator.naturalOrder()).orElse(Impact.NONE);
    }

    /**
     * The page in the words of the Statuspage format.
     *
     * @param indicator how bad
     * @param description one of that format's fixed phrases
     */
    public record Summary(Indicator indicator, String description) {
    }

    /**
     * The roll-up of the Statuspage format (support.atlassian.com/statuspage, "Top-level status and incident impact
     * calculations"): components that all agree give their own phrase, mixed ones a milder phrase for the worst of them.
     * What is disclosed to an audience without naming a component that is as bad counts as one component more, so that
     * the phrase is never milder than the words, and a page without components is as bad as its worst words.
     */
    public Summary summary() {
        EnumSet<ComponentStatus> statuses = EnumSet.noneOf(ComponentStatus.class);
        listed(page).forEach(component -> statuses.add(component(component.id())));
        ComponentStatus disclosed = ComponentStatus.values()[worstDisclosed.ordinal()];
        if (statuses.isEmpty() || statuses.stream().allMatch(status -> status.compareTo(disclosed) < 0)) {
            statuses.add(disclosed);
        }
        ComponentStatus worst = statuses.stream().max(Comparator.naturalOrder()).orElseThrow();
        boolean isMixed = statuses.size() > 1;
        return switch (worst) {
            case OPERATIONAL -> new Summary(Indicator.NONE, "All Systems Operational");
            case UNDER_MAINTENANCE -> new Summary(Indicator.MAINTENANCE, "Service Under Maintenance");
            case DEGRADED_PERFORMANCE -> new Summary(Indicator.MINOR,
                    isMixed ? "Partially Degraded Service" : "Degraded System Service");
            case PARTIAL_OUTAGE -> isMixed
                    ? new Summary(Indicator.MINOR, "Minor Service Outage")
                    : new Summary(Indicator.MAJOR, "Partial System Outage");
            case MAJOR_OUTAGE -> isMixed
                    ? new Summary(Indicator.MAJOR, "Partial System Outage")
                    : new Summary(Indicator.CRITICAL, "Major System Outage");
        };
    }

    /**
     * How bad the notice is now, for anyone whom it tells: the worst impact and effect in force. None when it is over or
     * not begun.
     */
    public static Impact now(PublishedNotice notice) {
        return at(notice, lastOf(notice));
    }

    /**
     * The worst that the notice ever said and did not take back; at least maintenance for planned work that is not retracted. This is
     * what its impact is called.
     */
    public static Impact worst(PublishedNotice notice) {
        boolean isWork = notice.kind() == NoticeKind.MAINTENANCE && !notice.isRetracted();
        Impact worst = isWork ? Impact.MAINTENANCE : Impact.NONE;
        for (PublishedUpdate update : notice.updates().stream().filter(update -> !update.isRetracted()).toList()) {
            for (Disclosure disclosure : update.disclosures()) {
                worst = worse(worst, disclosure.impact());
            }
            for (Effect effect : update.effects()) {
                worst = worse(worst, impactOf(effect.status()));
            }
        }
        return worst;
    }

    /**
     * What the notice says of components once the update at the index is out, by component id: for each audience that was
     * addressed so far, what its last update says, and of several audiences the worst.
     *
     * @param index of an update, 0 being the first; -1 for the time before any
     */
    public static Map<String, ComponentStatus> effects(PublishedNotice notice, int index) {
        return effects(notice, index, addressed(notice));
    }

    /** A component's status in terms of impact. */
    public static Impact impactOf(ComponentStatus status) {
        return Impact.values()[status.ordinal()];
    }

    private static Impact at(PublishedNotice notice, int index) {
        Impact worst = effects(notice, index).values().stream().map(Rollup::impactOf).max(Comparator.naturalOrder())
                .orElse(Impact.NONE);
        for (String audience : addressed(notice)) {
            worst = worse(worst, disclosure(notice, index, audience).map(Disclosure::impact).orElse(Impact.NONE));
        }
        return worst;
    }

    private static Map<String, ComponentStatus> effects(PublishedNotice notice, int index, Collection<String> audiences) {
        Map<String, ComponentStatus> effects = new HashMap<>();
        for (String audience : audiences) {
            inForce(notice, index, audience).ifPresent(update -> update.effects().stream()
                    .filter(effect -> effect.audience() == null || effect.audience().equals(audience))
                    .forEach(effect -> effects.merge(effect.componentId(), effect.status(), Rollup::worse)));
        }
        return effects;
    }

    private static Optional<Disclosure> disclosure(PublishedNotice notice, int index, String audience) {
        return inForce(notice, index, audience).flatMap(update -> update.to(audience));
    }

    /** The update that stands for the audience once the one at the index is out; none before the first and after the end. */
    private static Optional<PublishedUpdate> inForce(PublishedNotice notice, int index, String audience) {
        List<PublishedUpdate> standing = notice.updates().subList(0, index + 1).stream()
                .filter(update -> !update.isRetracted())
                .toList();
        if (standing.isEmpty() || standing.get(standing.size() - 1).state().isOver()) {
            return Optional.empty();
        }
        return standing.stream().filter(update -> update.to(audience).isPresent()).reduce((one, later) -> later)
                .filter(update -> update.state() != NoticeState.SCHEDULED && !update.state().isOver());
    }

    private static Stream<PublishedComponent> listed(PublishedPage page) {
        return page.components().stream().filter(component -> !component.isRetired());
    }

    private static Set<String> addressed(PublishedNotice notice) {
        Set<String> audiences = new LinkedHashSet<>();
        notice.updates().forEach(update -> update.disclosures().forEach(disclosure -> audiences.add(disclosure.audience())));
        return audiences;
    }

    private static int lastOf(PublishedNotice notice) {
        return notice.updates().size() - 1;
    }

    private static <T extends Comparable<T>> T worse(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
