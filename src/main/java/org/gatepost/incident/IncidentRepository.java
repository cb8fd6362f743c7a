package org.gatepost.incident;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.security.AbsentException;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;

@ApplicationScoped
class IncidentRepository implements PanacheRepositoryBase<Incident, UUID> {

    Incident require(UUID id) {
        return findByIdOptional(id).orElseThrow(AbsentException::new);
    }

    /** Count and page come from the same filter, below the wall. */
    PanacheQuery<Incident> find(IncidentQuery query) {
        Set<IncidentState> states = query.states() == null || query.states().isEmpty()
                ? EnumSet.allOf(IncidentState.class)
                : query.states();
        return find("state in ?1 and (lower(title) like ?2 escape '!' or lower(codename) like ?2 escape '!') "
                + "order by declaredAt desc, id", states, pattern(query.words())).page(
                        Page.of(Math.max(0, query.page()), IncidentQuery.PAGE_SIZE));
    }

    private static String pattern(String words) {
        if (words == null || words.isBlank()) {
            return "%";
        }
        String cut = words.strip().toLowerCase(Locale.ROOT);
        cut = cut.substring(0, Math.min(cut.length(), IncidentQuery.WORDS_LIMIT));
        return "%" + cut.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
