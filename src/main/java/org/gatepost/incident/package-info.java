/**
 * The private record: what is wrong, who is hurt, who commands, what was done when. Nothing here is ever shown to the world; the gate
 * copies words that people write for it.
 *
 * <p>
 * Decision: an incident is a row and its children are rows found by its id, not a graph of collections. The wall asks for each child by
 * the incident, so a child that is loaded by another way is still below the wall; and sealing in the transaction that declares needs no
 * entity to be in step.
 */
package org.gatepost.incident;
