/**
 * The one way from private to public. A draft is written, frozen as a {@link org.gatepost.gate.Bundle}, approved by a second person by
 * its hash, and copied by the database from the very bytes that were hashed.
 *
 * <p>
 * Decisions. First words, updates and imports are one format and one function ({@code published.post}), so that there is one place to
 * distrust; the rejected alternative, a table per kind of proposal, would have needed a second proof that what is published is what was
 * hashed. {@link org.gatepost.gate.GatePolicy} says no in words; the database says no again. The hash covers what changes a public byte:
 * the link to the incident does not, and never becomes public.
 *
 * <p>
 * A template goes out in every language in which it is approved, or in none of them: one publication, one hash. The words of a key have
 * one original, and each translation names the revision of it that two people compared it with ({@code gate.template.translates}); the
 * database leaves out whatever translates an older one. The rejected alternative, to compare times, would let a translation of the old
 * words that is approved late pass for one of the new.
 */
package org.gatepost.gate;
