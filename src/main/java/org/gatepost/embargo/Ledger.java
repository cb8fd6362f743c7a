package org.gatepost.embargo;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.gatepost.security.Operator;
import org.gatepost.security.Transactions;

/** What was held back and is released, as far as the operator may see the incident. */
@ApplicationScoped
public class Ledger {
    private final Transactions transactions;
    private final EmbargoRepository embargoes;

    Ledger(Transactions transactions, EmbargoRepository embargoes) {
        this.transactions = transactions;
        this.embargoes = embargoes;
    }

    /** The newest release first; an incident that was released twice stands there twice. */
    public List<LedgerEntry> entries(Operator operator) {
        return transactions.inRoom(operator, embargoes::ledger);
    }
}
