package org.gatepost.security;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** The columns of an operator that others may read. */
@Entity
@Immutable
@Table(schema = "security", name = "operator")
class OperatorRow {
    @Id
    private UUID id;
    private String name;
    @Enumerated(EnumType.STRING)
    @ColumnTransformer(read = "upper(kind)")
    private Operator.Kind kind;

    Person person() {
        return new Person(id, name, kind);
    }
}
