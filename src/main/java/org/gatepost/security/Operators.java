package org.gatepost.security;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** The people and machines who have logged in once: only they can be named. */
@ApplicationScoped
public class Operators {
    private final Transactions transactions;
    private final OperatorRepository operators;

    Operators(Transactions transactions, OperatorRepository operators) {
        this.transactions = transactions;
        this.operators = operators;
    }

    /** All of them, by name. Anyone who is logged in may ask. */
    public List<Person> everybody(Operator operator) {
        return transactions.inRoom(operator,
                () -> operators.list("order by name, id").stream().map(OperatorRow::person).toList());
    }

    /** All of them, by id, for showing a name beside an id. */
    public Map<UUID, Person> byId(Operator operator) {
        return everybody(operator).stream().collect(Collectors.toMap(Person::id, Function.identity()));
    }
}
