package org.gatepost.gate;

/** By which rule words went out. The database holds each (V7). */
public enum Lane {
    /** Words of a template that two people agreed on before, with slots from closed sets, about an incident that was never embargoed: one person. */
    FAST,
    /** At most {@value GatePolicy#SHORT_LIMIT} plain characters, when an approver who was asked stays silent for five minutes: one person, reviewed afterwards. */
    SHORT,
    /** Whatever else: one proposes, another approves. */
    GUARDED,
    /** As guarded, with history and components of another page. */
    IMPORT
}
