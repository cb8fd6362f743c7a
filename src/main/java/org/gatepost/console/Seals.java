package org.gatepost.console;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.embargo.Embargoes;
import org.gatepost.security.Ceiling;
import org.gatepost.security.Operator;

/** Which of the incidents behind a list are sealed, so that everything sealed wears its mark wherever it appears. */
@ApplicationScoped
class Seals {
    private final Embargoes embargoes;

    Seals(Embargoes embargoes) {
        this.embargoes = embargoes;
    }

    /**
     * Costs nothing for an operator below the cleared ceiling, who sees nothing sealed.
     *
     * @param incidents nulls and repeats are welcome
     */
    Set<UUID> among(Operator operator, Collection<UUID> incidents) {
        if (operator.ceiling() != Ceiling.CLEARED) {
            return Set.of();
        }
        Set<UUID> sealed = embargoes.sealed(operator);
        return incidents.stream().filter(Objects::nonNull).filter(sealed::contains).collect(Collectors.toSet());
    }
}
