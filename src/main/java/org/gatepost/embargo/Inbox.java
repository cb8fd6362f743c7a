package org.gatepost.embargo;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.security.ConflictException;
import org.gatepost.security.Operator;
import org.gatepost.security.Transactions;

/** What of the embargoes waits for one person, and for nobody else. */
@ApplicationScoped
public class Inbox {
    private final Transactions transactions;
    private final EmbargoRepository embargoes;

    Inbox(Transactions transactions, EmbargoRepository embargoes) {
        this.transactions = transactions;
        this.embargoes = embargoes;
    }

    /** The newest first. */
    public List<InboxEntry> of(Operator operator) {
        return transactions.inRoom(operator, embargoes::inbox);
    }

    /** The operator has looked at what was told, and need not be told again. */
    public void look(Operator operator, UUID incident, InboxEntry.Kind kind) {
        Embargoes.requireCleared(operator);
        if (kind == null || !kind.isTold()) {
            throw new ConflictException("This entry goes when what it asks for is done.");
        }
        transactions.inRoom(operator, () -> {
            embargoes.call("embargo.look(cast(:p1 as uuid), :p2)", incident, kind.name());
            return null;
        });
    }
}
