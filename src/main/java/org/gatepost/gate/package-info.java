/**
 * The one way from private to public. A draft is written, frozen as a {@link org.gatepost.gate.Bundle}, approved by a second person by
 * its hash, and copied by the database from the very bytes that were hashed.
 *
 * <p>
 * Decisions. First words, updates and imports are one format and one function ({@code published.post}), so that there is one place to
 * distrust; the rejected alternative, a table per kind of proposal, would have needed a second proof that what is published is what was
 * hashed. {@link org.gatepost.gate.GatePolicy} says no in words; the database says no again. The hash covers what changes a public byte:
 * the link to the incident does not, and never becomes public.
 */
package org.gatepost.gate;
