package org.gatepost.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;

import org.hibernate.Session;

import io.quarkus.hibernate.orm.PersistenceUnit;

/**
 * Reads what is public. Inside the gate's transaction it reads as the gate; alone it reads as the publisher does, under the role that
 * sees nothing but these rows, and where that role has no datasource it reads nothing.
 */
@ApplicationScoped
@ActivateRequestContext
@Transactional
public class StatusPage {
    private final Instance<Session> published;

    StatusPage(@PersistenceUnit("published") Instance<Session> published) {
        this.published = published;
    }

    /** Grows by one with each publication and with nothing else. */
    public long revision() {
        return published.get().createQuery("select e.revision from Edition e", Long.class).getSingleResult();
    }

    /** What was withdrawn, without the rest of the page. */
    public Set<Tombstone> withdrawn() {
        return Set.copyOf(tombstones());
    }

    /** The audiences, by position. */
    public List<PublishedAudience> audiences() {
        return published.get()
                .createQuery("select new org.gatepost.notice.PublishedAudience(a.key, a.name, a.position) from Audience a "
                        + "order by a.position, a.key", PublishedAudience.class)
                .getResultList();
    }

    public PublishedPage read() {
        Object[] edition = published.get().createQuery("select e.revision, e.changedAt from Edition e", Object[].class)
                .getSingleResult();
        return new PublishedPage((Long) edition[0], (Instant) edition[1], audiences(), groups(), components(), notices(),
                tombstones());
    }

    private List<PublishedGroup> groups() {
        return published.get().createQuery(
                "select new org.gatepost.notice.PublishedGroup(g.id, g.name, g.position, g.createdAt, g.updatedAt) "
                        + "from ComponentGroup g order by g.position, g.id",
                PublishedGroup.class).getResultList();
    }

    private List<PublishedComponent> components() {
        Map<String, Set<String>> audiences = published.get()
                .createQuery("select c.id.componentId, c.id.audience from ComponentAudience c", Object[].class)
                .getResultStream()
                .collect(Collectors.groupingBy(row -> (String) row[0],
                        Collectors.mapping(row -> (String) row[1], Collectors.toCollection(TreeSet::new))));
        return published.get().createQuery("from Component c order by c.position, c.id", Component.class).getResultStream()
                .map(component -> component.record(audiences.getOrDefault(component.id(), Set.of()))).toList();
    }

    private List<PublishedNotice> notices() {
        Map<String, Map<String, PublishedUpdate.Words>> translations = published.get()
                .createQuery("from Translated t", Translated.class).getResultStream()
                .collect(Collectors.groupingBy(Translated::disclosure,
                        Collectors.toMap(Translated::language, Translated::words)));
        Map<String, List<PublishedUpdate.Disclosure>> disclosures = by(
                "select d.id.updateId, d.id.audience, d.impact, d.from, d.to, d.markdown, d.html from Disclosed d, Audience a "
                        + "where a.key = d.id.audience order by a.position, a.key",
                row -> new PublishedUpdate.Disclosure((String) row[1], (Impact) row[2], (Instant) row[3], (Instant) row[4],
                        (String) row[5], (String) row[6],
                        translations.getOrDefault(Translated.disclosure((String) row[0], (String) row[1]), Map.of())));
        Map<String, List<PublishedUpdate.Effect>> effects = published.get().createNativeQuery(
                "select update_id, component_id, audience, status from published.effect order by component_id, audience nulls first",
                Object[].class).getResultStream()
                .collect(Collectors.groupingBy(row -> (String) row[0], Collectors.mapping(row -> new PublishedUpdate.Effect(
                        (String) row[1], (String) row[2], ComponentStatus.valueOf((String) row[3])), Collectors.toList())));
        Map<String, PublishedUpdate.Retraction> retractions = published.get().createQuery("from Struck s", Struck.class)
                .getResultStream().collect(Collectors.toMap(Struck::entry, Struck::record));
        Map<String, Map<String, String>> titles = published.get().createQuery(
                "select t.id.noticeId, t.id.language, t.title from TranslatedTitle t", Object[].class).getResultStream()
                .collect(Collectors.groupingBy(row -> (String) row[0],
                        Collectors.toMap(row -> (String) row[1], row -> (String) row[2])));
        Map<String, List<NoticeUpdate>> revisions = published.get()
                .createQuery("from NoticeUpdate u order by u.place, u.revision", NoticeUpdate.class).getResultStream()
                .collect(Collectors.groupingBy(NoticeUpdate::noticeId));
        return published.get().createQuery("from Notice n order by n.startedAt desc, n.id", Notice.class).getResultStream()
                .map(notice -> notice.record(titles.getOrDefault(notice.id(), Map.of()),
                        NoticeUpdate.entries(revisions.getOrDefault(notice.id(), List.of()), disclosures, effects,
                                retractions)))
                .toList();
    }

    private List<Tombstone> tombstones() {
        return published.get().createQuery("from Buried t order by t.withdrawnAt desc, t.id", Buried.class).getResultStream()
                .map(Buried::record).toList();
    }

    private <T> Map<String, List<T>> by(String query, Function<Object[], T> made) {
        return published.get().createQuery(query, Object[].class).getResultStream()
                .collect(Collectors.groupingBy(row -> (String) row[0], Collectors.mapping(made, Collectors.toList())));
    }
}
